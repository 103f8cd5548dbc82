import type { CheckSubject, Declared } from '@palisade/contract'
import {
  managedCluster,
  mlCompute,
  natGateway,
  networkSecurityGroup,
  onlineDeployment,
  privateEndpoint,
  publicIpAddress,
  routeTable,
  virtualMachine,
  virtualNetwork,
} from '@palisade/facts'
import { listAt, numberAt, textAt } from './body-value.ts'
import type { Composed } from './composed.ts'

type Quota = Extract<CheckSubject, { check: 'quota' }>
type Machines = Quota['clusters'][number]

/** What Azure limits the number of in a region. */
const counted = [virtualNetwork, networkSecurityGroup, routeTable, publicIpAddress, natGateway, privateEndpoint].map(
  ({ type }) => type,
)

/** Whether there is room for all the machines, at their most and from the beginning. Undefined where nothing is limited. */
export function quota({ site, resources }: Composed): CheckSubject | undefined {
  const made = resources.filter(({ action }) => action === 'make')
  const subject: Quota = {
    check: 'quota',
    subscription: site.request.subscriptionId,
    region: site.region,
    clusters: made.flatMap(clusterOf),
    instances: made.flatMap(instanceOf),
    deployments: made.flatMap(deploymentOf),
    virtualMachines: made.flatMap(virtualMachinesOf),
    networkResources: counted
      .map((type) => ({ type, count: made.filter(({ kind }) => kind === type).length }))
      .filter(({ count }) => count > 0),
  }
  const { clusters, instances, deployments, virtualMachines, networkResources } = subject
  const all = [clusters, instances, deployments, virtualMachines, networkResources]
  return all.every((list) => list.length === 0) ? undefined : subject
}

function clusterOf({ kind, name, body }: Declared): Machines[] {
  const vmSize = textAt(body, 'properties', 'properties', 'vmSize')
  if (kind !== mlCompute.type || textAt(body, 'properties', 'computeType') !== 'AmlCompute') return []
  if (vmSize === undefined) return []
  const scale = ['properties', 'properties', 'scaleSettings'] as const
  const isLowPriority = textAt(body, 'properties', 'properties', 'vmPriority') === 'LowPriority'
  return [
    {
      name,
      vmSize,
      nodes: numberAt(body, ...scale, 'maxNodeCount') ?? 0,
      minNodes: numberAt(body, ...scale, 'minNodeCount') ?? 0,
      priority: isLowPriority ? 'lowPriority' : 'dedicated',
    },
  ]
}

function instanceOf({ kind, name, body }: Declared): Machines[] {
  const vmSize = textAt(body, 'properties', 'properties', 'vmSize')
  if (kind !== mlCompute.type || textAt(body, 'properties', 'computeType') !== 'ComputeInstance') return []
  return vmSize === undefined ? [] : [fixed(name, vmSize, 1)]
}

function deploymentOf({ kind, name, body }: Declared): Machines[] {
  const vmSize = textAt(body, 'properties', 'instanceType')
  if (kind !== onlineDeployment.type || vmSize === undefined) return []
  return [fixed(name, vmSize, numberAt(body, 'sku', 'capacity') ?? 1)]
}

/** Machines of our own, which count against the quota of the subscription. */
function virtualMachinesOf({ kind, name, body }: Declared): Machines[] {
  const vmSize = textAt(body, 'properties', 'hardwareProfile', 'vmSize')
  if (kind === virtualMachine.type && vmSize !== undefined) return [fixed(name, vmSize, 1)]
  if (kind !== managedCluster.type) return []
  return listAt(body, 'properties', 'agentPoolProfiles').flatMap((pool) => {
    const size = textAt(pool, 'vmSize')
    return size === undefined ? [] : [fixed(name, size, numberAt(pool, 'count') ?? 1)]
  })
}

/** As many from the beginning as there ever are. */
function fixed(name: string, vmSize: string, nodes: number): Machines {
  return { name, vmSize, nodes, minNodes: nodes, priority: 'dedicated' }
}
