import { CannotStart } from '../cannot-start.ts'
import type { DataFolder } from '../data-folder/data-folder.ts'
import { remember, remembered } from '../data-folder/remembered.ts'
import { choosePort } from './choose-port.ts'
import { isPortFree } from './is-port-free.ts'
import { waitUntilFree } from './wait-until-free.ts'

export interface Ports {
  readonly postgres: number
  readonly simulator: number
}

const file = 'ports.json'

/**
 * The ports that people do not choose, the same at every start. The simulator cannot move: its address is part of the
 * operations that are under way in the database. PostgreSQL can, and does when its port is taken.
 * @param apiPort where the API will listen, which is not free although nobody listens there yet
 * @param waitMs how long a port may need to get free
 */
export async function rememberedPorts(folder: DataFolder, apiPort: number, waitMs: number): Promise<Ports> {
  const ports = parse(await remembered(folder, file, () => choosePorts(apiPort)))
  if (!(await waitUntilFree(ports.simulator, waitMs))) {
    throw new CannotStart(
      `Port ${ports.simulator} of the Azure simulator is taken by another process, and work under way can only go on ` +
        'there. Stop that process, or begin anew with "npm start -- --fresh".',
    )
  }
  if (ports.postgres !== apiPort && (await isPortFree(ports.postgres))) return ports
  const moved = { ...ports, postgres: await choosePort(apiPort, ports.simulator) }
  await remember(folder, file, JSON.stringify(moved))
  return moved
}

async function choosePorts(apiPort: number): Promise<string> {
  const postgres = await choosePort(apiPort)
  const simulator = await choosePort(apiPort, postgres)
  return JSON.stringify({ postgres, simulator })
}

function parse(text: string): Ports {
  const { postgres, simulator }: Partial<Record<keyof Ports, unknown>> = JSON.parse(text)
  if (typeof postgres === 'number' && typeof simulator === 'number') return { postgres, simulator }
  throw new CannotStart(`${file} in the data folder is broken. Begin anew with "npm start -- --fresh".`)
}
