import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { securityGroupOf } from '../network/traffic/way-out.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { type ComputeObstacle, computeObstacles } from './compute-obstacles.ts'
import { hasManagedNetwork } from './isolation-mode.ts'
import { managedNetworkObstacles } from './managed-network-obstacles.ts'

/**
 * Why a cluster or an instance cannot come up where it was put, in the words that people report of Azure, and after them
 * what is missing. An empty cluster would hear it from Azure with its first job; there are no jobs here, so it hears it
 * at once. The codes of the first and the third are unconfirmed: reports show their words alone.
 */
export function computeFailure(compute: Resource, world: World): JsonObject | undefined {
  const type = read.text(compute.body, 'properties', 'computeType')
  const workspace = world.get(compute.parent)
  if (workspace === undefined || (type !== 'AmlCompute' && type !== 'ComputeInstance')) return undefined
  const obstacles = hasManagedNetwork(workspace)
    ? managedNetworkObstacles(
        workspace,
        type === 'ComputeInstance' ? ['blob', 'file', 'vault', 'registry'] : ['blob', 'vault', 'registry'],
        world,
      )
    : computeObstacles(compute, workspace, world)
  if (obstacles.length === 0) return undefined
  const missing = ` Missing: ${obstacles.map(({ what, obstacle }) => `${what} (${obstacle.why})`).join('; ')}.`
  const rules = obstacles.filter(({ obstacle }) => obstacle.at === 'security group')
  if (rules.length > 0) return { code: 'BadRequest', message: rulesMessage(compute, rules, world) + missing }
  if (obstacles.some(({ isMount }) => isMount))
    return {
      code: 'StorageMountError',
      message: `The specified Azure ML Compute Instance ${compute.name} setup failed with error "Failed to mount storage. Details - Hint:If you're using network security group rules, make sure to allow outbound connection to ports 443, 445 for storage service tag. For more details please visit aka.ms/AMLComputeVnet ". Please delete and try to recreate. If the problem persists, please follow up with Azure Support.${missing}`,
    }
  return { code: 'AllocationFailed', message: `Desired number of dedicated nodes could not be allocated.${missing}` }
}

function rulesMessage(compute: Resource, rules: ComputeObstacle[], world: World): string {
  const subnet = world.get(keyOf(read.text(compute.body, 'properties', 'properties', 'subnet', 'id') ?? ''))
  const group = subnet === undefined ? undefined : securityGroupOf(subnet, world)
  const wanted = rules.map(({ direction, protocol, port, tag }) => {
    const [service = ''] = tag.split('.')
    const isOut = direction === 'Outbound'
    return {
      name: `${direction} ${service} ${port}`,
      properties: {
        protocol: protocol.toUpperCase(),
        sourcePortRange: '*',
        destinationPortRange: String(port),
        sourceAddressPrefix: isOut ? 'VirtualNetwork' : tag,
        destinationAddressPrefix: isOut ? [...new Set([service, 'Internet', tag])].join(' OR ') : 'VirtualNetwork',
        priority: 'Higher than 4096',
        direction,
      },
    }
  })
  return `The subnet has a network security group (${group?.id ?? ''}) that is missing the following rules below. Please add those rules or increase the priority to allow traffic if the rules already exist. For network security group requirements, please refer to https://docs.microsoft.com/azure/machine-learning/how-to-secure-training-vnet?tabs=azure-studio#azure-machine-learning-compute-clusterinstance-1. ${JSON.stringify(wanted)}`
}
