/**
 * By how much what users are promised for a quiet machine may last longer now: 1 on a quiet machine. It measures which
 * share of a core a process gets. Several processes that wait for each other lose more than one does, so it counts twice.
 */
export function busyFactor(): number {
  const begin = performance.now()
  const before = process.cpuUsage()
  let cpuMs = 0
  while (cpuMs < 100) {
    const { user, system } = process.cpuUsage(before)
    cpuMs = (user + system) / 1000
  }
  const slowdown = (performance.now() - begin) / cpuMs
  return slowdown < 1.3 ? 1 : 2 * slowdown
}
