/**
 * How much CPU time and memory a process has used, out of Linux's /proc. On other systems everything here is NaN, and
 * the tables show "-": there is no portable way to ask for the CPU time of another process and of its children.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** Whether CPU time can be measured on this machine. */
export const isMeasurable = process.platform === 'linux'

/** Clock ticks per second in /proc; 100 on every Linux that Node.js runs on. */
const ticksPerSecond = 100

/** CPU milliseconds of a process and of all its children, those that have ended included. */
export function cpuMs(pid: number | undefined): number {
  if (!isMeasurable || pid === undefined) return Number.NaN
  const stat = read(`/proc/${pid}/stat`)
  // The name of the program stands in parentheses and may hold anything; the numbers begin behind the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = (index: number): number => (Number(fields[index] ?? 0) * 1_000) / ticksPerSecond
  const own = scheduledMs(pid) ?? ticks(11) + ticks(12)
  const reaped = ticks(13) + ticks(14)
  return childrenOf(pid).reduce((sum, child) => sum + cpuMs(child), own + reaped)
}

/** The most resident memory that a process has had, in MB. */
export function peakMemoryMb(pid: number | undefined): number {
  if (!isMeasurable || pid === undefined) return Number.NaN
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`)) ?? []
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1_024
}

/** The load average of the last minute: more than 0.5 before a run means that other programs disturb it. */
export function loadAverage(): number {
  return Number(read('/proc/loadavg').split(' ')[0] || Number.NaN)
}

/** Nanosecond resolution, where the kernel keeps scheduler statistics. Matters for one job: ticks are 10 ms long. */
function scheduledMs(pid: number): number | undefined {
  let sum = 0
  for (const thread of list(`/proc/${pid}/task`)) {
    const [nanoseconds] = read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')
    if (nanoseconds === undefined || nanoseconds === '') return undefined
    sum += Number(nanoseconds) / 1e6
  }
  return sum
}

function childrenOf(pid: number): number[] {
  return list(`/proc/${pid}/task`).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  )
}

/** A process may end while it is looked at; it then counts as nothing, and its parent has its time. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
