/**
 * The workload of `bench -- engine`: a network-secured Azure ML workspace as 30 resources with 65 dependencies. The
 * durations are estimates of what Azure takes for each kind, not measurements; both engines get the same.
 */

/** One resource of the graph. */
export interface GraphNode {
  readonly key: string
  readonly type: string
  /** How long Azure takes to make it, in seconds. */
  readonly seconds: number
  /** The Retry-After that Azure answers with, in seconds. */
  readonly retryAfterSeconds: number
  readonly after: readonly string[]
}

const zones = ['blob', 'file', 'vault', 'registry', 'workspace', 'notebooks'].map((name) => `zone-${name}`)
const dataEndpoints = ['blob', 'file', 'vault', 'registry'].map((name) => `endpoint-${name}`)
const beforeCompute = ['routes', 'endpoint-workspace', ...dataEndpoints, 'roles']

type Row = readonly [key: string, type: string, seconds: number, retryAfter: number, after: readonly string[]]

const endpoint = (name: string, target: string): Row => {
  const after = ['network', target, 'zone-links']
  // With its group of DNS records.
  return [`endpoint-${name}`, 'Microsoft.Network/privateEndpoints', 70, 10, after]
}

const rows: readonly Row[] = [
  ['group', 'Microsoft.Resources/resourceGroups', 1, 1, []],
  ['rules', 'Microsoft.Network/networkSecurityGroups', 3, 1, ['group']],
  ['network', 'Microsoft.Network/virtualNetworks', 5, 1, ['rules']],
  ['address', 'Microsoft.Network/publicIPAddresses', 5, 1, ['group']],
  ['policy', 'Microsoft.Network/firewallPolicies', 15, 5, ['group']],
  ['firewall', 'Microsoft.Network/azureFirewalls', 300, 15, ['network', 'address', 'policy']],
  ['routes', 'Microsoft.Network/routeTables', 3, 1, ['firewall']],
  ['storage', 'Microsoft.Storage/storageAccounts', 20, 5, ['group']],
  ['vault', 'Microsoft.KeyVault/vaults', 15, 5, ['group']],
  ['registry', 'Microsoft.ContainerRegistry/registries', 20, 5, ['group']],
  ['insights', 'Microsoft.Insights/components', 10, 5, ['group']],
  ...zones.map((zone): Row => [zone, 'Microsoft.Network/privateDnsZones', 30, 10, ['group']]),
  ['zone-links', 'Microsoft.Network/privateDnsZones', 60, 10, ['network', ...zones]],
  endpoint('blob', 'storage'),
  endpoint('file', 'storage'),
  endpoint('vault', 'vault'),
  endpoint('registry', 'registry'),
  ['workspace', 'Microsoft.MachineLearningServices/workspaces', 60, 10, ['storage', 'vault', 'registry', 'insights']],
  endpoint('workspace', 'workspace'),
  ['roles', 'Microsoft.Authorization/roleAssignments', 5, 1, ['workspace']],
  ['cluster', 'Microsoft.MachineLearningServices/computes', 60, 10, beforeCompute],
  ['instance', 'Microsoft.MachineLearningServices/computes', 180, 15, beforeCompute],
  [
    'online-endpoint',
    'Microsoft.MachineLearningServices/onlineEndpoints',
    90,
    10,
    ['endpoint-workspace', 'endpoint-registry', 'roles'],
  ],
  ['bastion', 'Microsoft.Network/bastionHosts', 300, 15, ['network']],
  ['jump-box', 'Microsoft.Compute/virtualMachines', 90, 10, ['network', 'routes']],
]

/** All resources, each after those that it needs. */
export const graph: readonly GraphNode[] = rows.map(([key, type, seconds, retryAfterSeconds, after]) => ({
  key,
  type,
  seconds,
  retryAfterSeconds,
  after,
}))

const byKey = new Map(graph.map((node) => [node.key, node]))

/** @throws for a key that is not in the graph. */
export function nodeOf(key: string): GraphNode {
  const node = byKey.get(key)
  if (node === undefined) throw new Error(`There is no resource "${key}" in the graph.`)
  return node
}

/** The resources that wait for this one. */
const dependants = new Map(graph.map(({ key }) => [key, graph.filter(({ after }) => after.includes(key))]))

/** What may begin once `key` is finished, where `isFinished` knows about all that is. */
export function readyAfter(key: string, isFinished: (key: string) => boolean): string[] {
  const waiting = dependants.get(key) ?? []
  return waiting.filter((node) => !isFinished(node.key) && node.after.every(isFinished)).map((node) => node.key)
}

/** The longest way through the graph, in seconds. */
export const criticalPathSeconds = Math.max(...longestPaths().values())

/** The durations of all resources, one after the other, in seconds. */
export const sumSeconds = graph.reduce((sum, { seconds }) => sum + seconds, 0)

function longestPaths(): Map<string, number> {
  const paths = new Map<string, number>()
  for (const { key, seconds, after } of graph)
    paths.set(key, seconds + Math.max(0, ...after.map((other) => paths.get(other) ?? 0)))
  return paths
}

const subscription = '00000000-1111-2222-3333-444444444444'

/** The ARM id of a job's resource. The job is its resource group. */
export function armId(job: string, key: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${job}/providers/${nodeOf(key).type}/${key}`
}
