/** A program: waits until the process that started it closes its input, then ends and removes what that left behind. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const [, , folder = '', owner = ''] = process.argv
if (!/\/palisade-[a-z]+-[^/]+$/.test(folder)) throw new Error(`${folder} is no folder of a run.`)

process.stdin.resume()
await once(process.stdin, 'close')

// PostgreSQL ends in order after SIGQUIT, its children included. What does not is ended by force after five seconds.
for (let round = 0; ; round++) {
  const left = leftOver()
  if (left.length === 0) break
  for (const { pid, command } of left) end(pid, command.includes('postgres') && round < 50 ? 'SIGQUIT' : 'SIGKILL')
  await delay(100)
}
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

interface Process {
  readonly pid: number
  readonly command: string
}

/** Who runs with the folder as TMPDIR, or is a PostgreSQL server with its data there: that has no such environment. */
function leftOver(): Process[] {
  // `e` and `E` add the environment to the command.
  const args = process.platform === 'darwin' ? ['-axEww'] : ['axeww']
  const table = execFileSync('ps', [...args, '-o', 'pid=,ppid=,stat=,command='], {
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  })
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    if (command === undefined || state?.startsWith('Z') || Number(pid) === process.pid) return []
    const isOurs = `${command} `.includes(`TMPDIR=${folder} `) || command.includes(` -D ${folder}/`)
    // While the owner lives its own children are its affair: they may be the ones that run tests.
    return isOurs && pid !== owner && parent !== owner ? [{ pid: Number(pid), command }] : []
  })
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself.
  }
}
