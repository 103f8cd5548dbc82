import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { CannotStart } from '../cannot-start.ts'

/** Runs a program to its end. Throws `CannotStart` with what it said when it fails. */
export async function runOnce(
  what: string,
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; uid?: number; gid?: number; signal?: AbortSignal },
): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  try {
    const [code, signal] = await once(child, 'close')
    if (code !== 0) throw new Error(`${signal ?? `exit code ${code}`}\n${output.trim()}`)
  } catch (error) {
    options.signal?.throwIfAborted()
    throw new CannotStart(`${what} failed: ${error instanceof Error ? error.message : error}`)
  }
}
