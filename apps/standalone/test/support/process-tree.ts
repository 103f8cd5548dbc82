import { execFileSync } from 'node:child_process'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** A process and all below it. Zombies do not count: nothing of them runs. */
export function processTree(root: number): Process[] {
  const all = running()
  const tree = new Map(all.filter(({ pid }) => pid === root).map((one) => [one.pid, one]))
  for (let before = 0; before < tree.size; ) {
    before = tree.size
    for (const one of all) if (tree.has(one.parent)) tree.set(one.pid, one)
  }
  return [...tree.values()]
}

/** The process below `root` that runs this file. */
export function processOf(root: number, file: string): number {
  const found = processTree(root).find(({ command }) => command.includes(file))
  if (found === undefined) throw new Error(`Nothing below ${root} runs ${file}.`)
  return found.pid
}

/** Which of these still run. */
export function stillRunning(processes: readonly Process[]): Process[] {
  const now = new Map(running().map((one) => [one.pid, one.command]))
  return processes.filter(({ pid, command }) => now.get(pid) === command)
}

/** Kills a process and all below it, as the machine's loss of power would. */
export function killTree(root: number): void {
  for (const { pid } of processTree(root)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended because its parent did.
    }
  }
}

function running(): Process[] {
  return execFileSync('ps', ['-axo', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
      if (command === undefined || state?.startsWith('Z')) return []
      return [{ pid: Number(pid), parent: Number(parent), command }]
    })
}
