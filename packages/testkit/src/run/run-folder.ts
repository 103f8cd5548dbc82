import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const sweeper = fileURLToPath(new URL('./sweep-when-gone.ts', import.meta.url))

/**
 * The folder for temporary files of this process and of all that it starts: TMPDIR leads there from now on. Another
 * process watches this one. When this one ends, in whatever way, it ends every process that was started with this
 * TMPDIR and removes the folder. So a test that spawns with an environment of its own has to pass TMPDIR on.
 * @returns `close` does that now, and leaves alone only the direct children of this process.
 */
export function openRunFolder(): { readonly path: string; close(): Promise<void> } {
  const before = process.env.TMPDIR
  const path = mkdtempSync(join(tmpdir(), 'palisade-test-'))
  // PostgreSQL runs as another user when we are root, and has to pass through here.
  chmodSync(path, 0o755)
  // A group of its own, so that a Ctrl-C in the terminal is not for it. It reads to the end of a pipe that only this
  // process holds: the kernel closes that even after SIGKILL.
  const watcher = spawn(process.execPath, [sweeper, path, String(process.pid)], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  })
  watcher.unref()
  process.env.TMPDIR = path
  return {
    path,
    close: async () => {
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
      const gone = once(watcher, 'exit')
      watcher.ref()
      watcher.stdin.end()
      await gone
    },
  }
}
