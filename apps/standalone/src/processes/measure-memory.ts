import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

interface Process {
  readonly pid: number
  readonly parent: number
  /** Read only for processes of the tree. */
  kilobytes(): number
}

/** How much memory this process and all below it hold, in megabytes of a million bytes. */
export function measureMemory(): { megabytes: number; processes: number } {
  const all = process.platform === 'linux' ? processesOfLinux() : processesOfPs()
  const tree = new Set([process.pid])
  // A child can be listed before its parent.
  for (let before = 0; before < tree.size; ) {
    before = tree.size
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid)
  }
  const own = all.filter(({ pid }) => tree.has(pid))
  const kilobytes = own.reduce((sum, one) => sum + one.kilobytes(), 0)
  return { megabytes: Math.round((kilobytes * 1024) / 1e6), processes: own.length }
}

function processesOfLinux(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`)
      // The second field is the program's name in parentheses, which may contain anything.
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      return stat === '' ? [] : [{ pid: Number(name), parent, kilobytes: () => kilobytesOf(name) }]
    })
}

/** The proportional share where it may be read: the processes of PostgreSQL share most of their memory. */
function kilobytesOf(pid: string): number {
  const share = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))
  const resident = share ?? /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))
  return Number(resident?.[1] ?? 0)
}

function processesOfPs(): Process[] {
  return execFileSync('ps', ['-axo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number)
      return { pid, parent, kilobytes: () => kilobytes }
    })
}

/** Empty when the process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
