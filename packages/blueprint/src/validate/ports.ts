const highestPort = 65535

/** Whether it is a port, or a range of ports from the lower to the higher: `443`, `8000-9000`. */
export function isPortRange(written: string): boolean {
  const ports = written.split('-').map(Number)
  const [first = Number.NaN, last = first] = ports
  return ports.length <= 2 && first >= 1 && first <= last && last <= highestPort
}
