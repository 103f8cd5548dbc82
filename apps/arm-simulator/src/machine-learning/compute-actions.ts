import { type Asked, actionOn } from '../arm/action-on.ts'
import type { ActionAnswer } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { clusterKubeconfig } from '../kubernetes/cluster-kubeconfig.ts'
import { machineLearningAnswers } from '../long-running/machine-learning-answers.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { badRequest } from './bad-request.ts'
import { workspaceAbove } from './workspace-above.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/computes'

/** What can be asked of a compute. Which of them a kind of compute knows is documented; how it refuses the others is not. */
export const computeActions = [
  actionOn(type, 'POST', 'listkeys', ({ resource, world }) => {
    const kind = kindOf(resource)
    if (kind !== 'AKS' && kind !== 'Kubernetes') throw badRequest(`The compute '${resource.name}' has no keys.`)
    const cluster = world.get(keyOf(read.text(resource.body, 'properties', 'resourceId') ?? ''))
    const config = cluster === undefined ? null : clusterKubeconfig(cluster, 'clusterAdmin')
    return {
      status: 200,
      effect: 'none',
      body: { computeType: kind, userKubeConfig: config, adminKubeConfig: config, imagePullSecretName: null },
    }
  }),
  actionOn(type, 'POST', 'listnodes', ({ resource }) => {
    if (kindOf(resource) !== 'AmlCompute') throw badRequest(`The compute '${resource.name}' has no nodes to list.`)
    const addresses = read.texts(resource.internal, 'addresses')
    const count = resource.state === 'Succeeded' ? (read.number(resource.internal, 'nodes') ?? 0) : 0
    return {
      status: 200,
      effect: 'none',
      body: {
        nodes: Array.from({ length: count }, (_, index) => ({
          nodeId: `tvmps_${resource.name}_${index}_d`,
          privateIpAddress: addresses[index] ?? null,
          publicIpAddress: null,
          port: 50_000 + index,
          nodeState: 'idle',
          runId: null,
        })),
      },
    }
  }),
  actionOn(type, 'POST', 'start', (asked) => switched(asked, 'Starting')),
  actionOn(type, 'POST', 'stop', (asked) => switched(asked, 'Stopping')),
  actionOn(type, 'POST', 'restart', (asked) => switched(asked, 'Restarting')),
]

const ends: Readonly<Record<string, string>> = { Starting: 'Running', Stopping: 'Stopped', Restarting: 'Running' }

/** What an instance says of itself between and after its switches; nothing, for one that was never switched. */
export function powerOf(compute: Resource): string | undefined {
  return read.text(compute.internal, 'power')
}

/** When a switch is done. */
export function settlePower(compute: Resource, world: World): void {
  const end = ends[powerOf(compute) ?? '']
  if (end !== undefined) world.put({ ...compute, internal: { ...compute.internal, power: end } })
}

function switched({ resource, world }: Asked, power: string): ActionAnswer {
  if (kindOf(resource) !== 'ComputeInstance')
    throw badRequest(`The compute '${resource.name}' of type ${kindOf(resource)} cannot be started or stopped.`)
  if (resource.state !== 'Succeeded')
    throw badRequest(`The compute '${resource.name}' is in ${resource.state} state. Please retry after it is done.`)
  // The operation would be refused while another holds the compute, and then nothing of this is kept.
  const changed = { ...resource, internal: { ...resource.internal, power } }
  world.put(changed)
  return {
    status: 202,
    effect: 'updated',
    long: {
      seconds: power === 'Stopping' ? 60 : 120,
      location: read.text(workspaceAbove(resource.id, world)?.body, 'location') ?? 'global',
      style: machineLearningAnswers.compute,
      headers: ['status', 'result'],
      on: { resource: changed, locks: [resource.key] },
    },
  }
}

function kindOf(compute: Resource): string {
  return read.text(compute.body, 'properties', 'computeType') ?? ''
}
