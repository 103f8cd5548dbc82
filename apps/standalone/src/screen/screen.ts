import { createLogUpdate } from 'log-update'

/** Where people read: lines that stay and, on a terminal, a picture below them that changes. */
export interface Screen {
  readonly isLive: boolean
  /** How much room a picture has. */
  readonly size: { readonly columns: number; readonly rows: number }
  say(line: string): void
  /** Replaces the picture. Nothing happens where there is no terminal. */
  draw(lines: readonly string[]): void
}

/** The screen of a process. */
export function openScreen(stream: NodeJS.WriteStream): Screen {
  const update = createLogUpdate(stream, { showCursor: true })
  // A terminal that was closed, or a pipe whose reader has ended: without a listener, the first line that nobody reads
  // would end the process in the middle of ending its children.
  stream.on('error', () => {})
  const isLive = stream.isTTY === true && process.env.TERM !== 'dumb' && process.env.CI === undefined
  return {
    isLive,
    get size() {
      return { columns: stream.columns ?? 80, rows: stream.rows ?? 24 }
    },
    say: (line) => {
      if (isLive) update.persist(line)
      else stream.write(`${line}\n`)
    },
    draw: (lines) => {
      if (!isLive) return
      if (lines.length === 0) update.clear()
      else update(lines.join('\n'))
    },
  }
}
