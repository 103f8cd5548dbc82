import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { takeAddresses } from '../network/subnet-addresses.ts'
import type { World } from '../state/world.ts'

/**
 * The addresses that a cluster holds in its subnets: one for each node, one more for each pod that a node may have
 * when pods are in the subnet too, and one for the private endpoint of the API server. An update that changes how
 * many takes them anew.
 */
export function clusterAddresses(body: JsonObject, kept: readonly string[], world: World, cluster: string): string[] {
  const counts = new Map<string, number>()
  const add = (subnet: string, count: number): void => {
    if (subnet !== '') counts.set(keyOf(subnet), (counts.get(keyOf(subnet)) ?? 0) + count)
  }
  const network = read.object(body, 'properties', 'networkProfile')
  const podsInSubnet = network.networkPlugin === 'azure' && network.networkPluginMode !== 'overlay'
  const pools = read.list(body, 'properties', 'agentPoolProfiles')
  for (const pool of pools) {
    // With the Azure plugin a node has 30 pods unless said otherwise. Source: Azure CNI overview.
    const perNode = podsInSubnet ? 1 + (read.number(pool, 'maxPods') ?? 30) : 1
    add(read.text(pool, 'vnetSubnetID') ?? '', (read.number(pool, 'count') ?? 1) * perNode)
  }
  if (read.at(body, 'properties', 'apiServerAccessProfile', 'enablePrivateCluster') === true)
    add(read.text(pools[0] ?? null, 'vnetSubnetID') ?? '', 1)
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (kept.length === total) return [...kept]
  return [...counts].flatMap(([key, count]) => {
    const subnet = world.get(key)
    return subnet === undefined ? [] : takeAddresses(subnet, count, world, cluster)
  })
}
