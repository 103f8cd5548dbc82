import { randomInt } from 'node:crypto'
import { CannotStart } from '../cannot-start.ts'
import { isPortFree } from './is-port-free.ts'

// Below the ports that systems hand out to outgoing connections (from 32768 on Linux, 49152 on macOS): a port that is
// remembered for the next start must not be taken by a browser's connection then.
const from = 10_000
const to = 30_000

/**
 * A free port that is likely to be free again at the next start.
 * @param spoken ports that are promised to somebody who does not listen there yet
 */
export async function choosePort(...spoken: readonly number[]): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(from, to)
    if (!spoken.includes(port) && (await isPortFree(port))) return port
  }
  throw new CannotStart(`No free port was found between ${from} and ${to}.`)
}
