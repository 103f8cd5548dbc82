import { cloudOf } from '../arm/cloud-of.ts'
import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { parseIpRange } from '../network/ip-range.ts'
import { subnetPrefix } from '../network/subnet-addresses.ts'
import { letsIn } from '../network/traffic/judge-security-group.ts'
import { nextHop } from '../network/traffic/next-hop.ts'
import { type Obstacle, obstacleTo, securityGroupOf } from '../network/traffic/way-out.ts'
import { obstacleToPart, type Part } from '../private-link/obstacle-to-part.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { computeNeeds } from './compute-needs.ts'

/** Something that a compute needs and does not get. */
export interface ComputeObstacle {
  readonly obstacle: Obstacle
  /** What is missing, for people: `Tcp 443 to Storage.westeurope`. */
  readonly what: string
  readonly direction: 'Inbound' | 'Outbound'
  readonly protocol: 'Tcp' | 'Udp'
  readonly port: number
  /** The service that it is about, or the network, when the way is a private one. */
  readonly tag: string
  /** Whether the instance would mount its files by it. */
  readonly isMount?: true
}

/** All that keeps the nodes of a compute in a customer's network from coming up. */
export function computeObstacles(compute: Resource, workspace: Resource, world: World): ComputeObstacle[] {
  const settings = read.object(compute.body, 'properties', 'properties')
  const subnet = world.get(keyOf(read.text(settings, 'subnet', 'id') ?? ''))
  const from = parseIpRange(subnet === undefined ? '' : subnetPrefix(subnet.body))
  if (subnet === undefined || from === undefined) return []
  const isInstance = read.text(compute.body, 'properties', 'computeType') === 'ComputeInstance'
  const hasPublicIp = settings.enableNodePublicIp !== false
  // An account or a workspace may lie in another region than its subnet, but nodes use the services of their own.
  const region = read.text(world.get(subnet.parent)?.body, 'location') ?? ''
  const services = computeNeeds(region, cloudOf(region), isInstance).flatMap(({ tag, protocol, ports, hosts }) =>
    ports.flatMap((port) => {
      const obstacle = hosts
        .map((host) => obstacleTo({ protocol, port, from, to: { tag, host, region } }, subnet, hasPublicIp, world))
        .find((one) => one !== undefined)
      const what = `${protocol} ${port} to ${tag}`
      return obstacle === undefined ? [] : [{ obstacle, what, direction: 'Outbound', protocol, port, tag } as const]
    }),
  )
  const parts = partsOf(workspace, isInstance, world).flatMap((part) => {
    const obstacle = obstacleToPart(part, { subnet, hasPublicIp }, world)
    if (obstacle === undefined) return []
    const { groupId, port, tag, target } = part
    const isMount = isInstance && (groupId === 'blob' || groupId === 'file')
    const what = `Tcp ${port} to ${groupId} of ${target.name}`
    return [
      { obstacle, what, direction: 'Outbound', protocol: 'Tcp', port, tag, ...(isMount ? { isMount } : {}) } as const,
    ]
  })
  return [...(hasPublicIp ? managementObstacles(subnet, region, world) : []), ...services, ...parts]
}

/** Nodes with a public address are managed from outside, so that way has to be open, and to lead back as it came. */
function managementObstacles(subnet: Resource, region: string, world: World): ComputeObstacle[] {
  const tag = 'AzureMachineLearning'
  const group = securityGroupOf(subnet, world)
  const common = { direction: 'Inbound', protocol: 'Tcp', port: 44_224, tag } as const
  const what = `Tcp 44224 from ${tag}`
  if (group !== undefined && !letsIn(group, { tag, region }, 44_224))
    return [
      { ...common, what, obstacle: { at: 'security group', why: `the network security group ${group.id} denies it` } },
    ]
  return nextHop(subnet, { tag, region }, world).type === 'VirtualAppliance'
    ? [
        {
          ...common,
          what,
          obstacle: {
            at: 'route',
            why: `the subnet ${subnet.id} answers through an appliance: it needs a route for ${tag} with the next hop Internet`,
          },
        },
      ]
    : []
}

/** What of the workspace and of the resources around it nodes reach by name. */
function partsOf(workspace: Resource, isInstance: boolean, world: World): Part[] {
  const linked = (field: string): Resource | undefined =>
    world.get(keyOf(read.text(workspace.body, 'properties', field) ?? ''))
  const part = (target: Resource | undefined, groupId: string, port: number, service: string): Part[] => {
    const region = read.text(target?.body, 'location') ?? ''
    return target === undefined ? [] : [{ target, groupId, port, tag: `${service}.${region}` }]
  }
  const api = { target: workspace, groupId: 'amlworkspace', port: 443, tag: 'AzureMachineLearning' }
  const registry = linked('containerRegistry')
  const storage = linked('storageAccount')
  return [
    { ...api, member: 'default' },
    ...(isInstance ? [{ ...api, member: 'notebook' }] : []),
    ...part(storage, 'blob', 443, 'Storage'),
    // Jobs of a cluster mount shares only when they ask for it; an instance mounts its files when it starts.
    ...(isInstance ? part(storage, 'file', 445, 'Storage') : []),
    // Of these the documents say only that they must not be out of reach: a way to the tag of the vault is for workspaces of
    // high business impact alone, and images of a registry are pulled by jobs.
    ...leftOpen(part(linked('keyVault'), 'vault', 443, 'AzureKeyVault')),
    // Only a Premium registry can be closed, and only that one has endpoints.
    ...(read.text(registry?.body, 'sku', 'name') === 'Premium'
      ? leftOpen(part(registry, 'registry', 443, 'AzureContainerRegistry'))
      : []),
  ]
}

function leftOpen(parts: Part[]): Part[] {
  return parts.map((part) => ({ ...part, isLeftOpen: true }))
}
