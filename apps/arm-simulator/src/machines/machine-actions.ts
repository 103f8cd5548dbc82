import { type Asked, actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import type { Action, ActionAnswer } from '../arm/arm-type.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { computeAnswers } from '../long-running/compute-answers.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { showSizes } from './vm-sizes.ts'

const type = 'Microsoft.Compute/virtualMachines'

/** What each switch leaves behind; nothing, where the machine then runs. */
const ends: Readonly<Record<string, string>> = {
  start: 'running',
  restart: 'running',
  redeploy: 'running',
  reapply: 'running',
  poweroff: 'stopped',
  deallocate: 'deallocated',
}

/** What can be asked of a machine besides being there. */
export const machineActions: readonly Action[] = [
  ...Object.keys(ends).map((word) => actionOn(type, 'POST', word, (asked) => switched(asked, word))),
  actionOn(type, 'GET', 'instanceview', ({ resource }) => ({ status: 200, body: instanceView(resource) })),
  actionOn(type, 'GET', 'vmsizes', () => ({ status: 200, body: { value: showSizes() } })),
]

/** When a switch is done. */
export function settleMachinePower(machine: Resource, world: World): void {
  const power = read.text(machine.internal, 'switching')
  if (power !== undefined) world.put({ ...machine, internal: { ...machine.internal, power, switching: null } })
}

function instanceView(machine: Resource): JsonObject {
  const power = read.text(machine.internal, 'power') ?? 'running'
  const isUp = machine.state === 'Succeeded' || machine.state === 'Updating'
  return {
    computerName: read.text(machine.body, 'properties', 'osProfile', 'computerName'),
    hyperVGeneration: 'V2',
    statuses: [
      {
        code: `ProvisioningState/${machine.state.toLowerCase()}`,
        level: 'Info',
        displayStatus: isUp ? 'Provisioning succeeded' : machine.state,
      },
      ...(isUp ? [{ code: `PowerState/${power}`, level: 'Info', displayStatus: `VM ${power}` }] : []),
    ],
  }
}

function switched({ resource, world }: Asked, word: string): ActionAnswer {
  const isOff = (read.text(resource.internal, 'power') ?? 'running') === 'deallocated'
  if (isOff && word === 'restart')
    throw new ArmError(
      409,
      'OperationNotAllowed',
      `Operation 'restartVM' is not allowed on VM '${resource.name}' since the VM is not running.`,
    )
  const changed = { ...resource, internal: { ...resource.internal, switching: ends[word] ?? 'running' } }
  world.put(changed)
  return {
    status: 202,
    effect: 'updated',
    long: {
      seconds: 30,
      location: read.text(resource.body, 'location') ?? '',
      style: computeAnswers,
      headers: ['status', 'result'],
      on: { resource: changed, locks: [resource.key] },
    },
  }
}
