import { keyOf } from '../../arm/resource-id.ts'
import { read } from '../../json/read.ts'
import type { Resource } from '../../state/resource.ts'
import type { World } from '../../state/world.ts'
import { firewallAt } from './dns-proxy.ts'
import type { Flow } from './flow.ts'
import { letsThrough } from './judge-firewall.ts'
import { letsOut } from './judge-security-group.ts'
import { nextHop } from './next-hop.ts'

/** What keeps traffic back, and where. */
export interface Obstacle {
  readonly at: 'security group' | 'route' | 'firewall' | 'exit' | 'endpoint policy' | 'name' | 'target'
  readonly why: string
}

/** What keeps traffic of a machine in a subnet from getting out, if anything does. */
export function obstacleTo(flow: Flow, subnet: Resource, hasPublicIp: boolean, world: World): Obstacle | undefined {
  const group = securityGroupOf(subnet, world)
  if (group !== undefined && !letsOut(group, flow))
    return { at: 'security group', why: `the network security group ${group.id} denies it` }
  // Networks carry what stays in them; what a route table says of public addresses does not matter there.
  if ('address' in flow.to) return undefined
  const hop = nextHop(subnet, flow.to, world)
  switch (hop.type) {
    case 'VirtualNetworkServiceEndpoint':
      return endpointPolicyObstacle(subnet, world)
    case 'VirtualAppliance':
      return applianceObstacle(flow, subnet, hop.address ?? '', world)
    case 'Internet':
      return hasPublicIp || hasExit(subnet)
        ? undefined
        : {
            at: 'exit',
            why: `the subnet ${subnet.id} has no way to the internet: neither a NAT gateway, a route to an appliance, nor default outbound access`,
          }
    case 'None':
      return { at: 'route', why: `a route of the subnet ${subnet.id} drops it` }
    default:
      // What lies behind a gateway is not here, so it is believed to let everything through.
      return undefined
  }
}

export function securityGroupOf(subnet: Resource, world: World): Resource | undefined {
  return world.get(keyOf(read.text(subnet.body, 'properties', 'networkSecurityGroup', 'id') ?? ''))
}

/** An appliance that is no firewall of Azure's is believed: nobody here knows its rules. */
function applianceObstacle(flow: Flow, subnet: Resource, address: string, world: World): Obstacle | undefined {
  const found = firewallAt(address, subnet.parent, world)
  if (found === undefined) return undefined
  const { firewall, isReached } = found
  if (!isReached)
    return { at: 'route', why: `the subnet ${subnet.id} does not reach the firewall ${firewall.id} at ${address}` }
  return letsThrough(firewall, flow, world)
    ? undefined
    : { at: 'firewall', why: `no rule of the firewall ${firewall.id} allows it` }
}

/** Subnets have default outbound access unless they say otherwise. */
function hasExit(subnet: Resource): boolean {
  return (
    read.text(subnet.body, 'properties', 'natGateway', 'id') !== undefined ||
    read.at(subnet.body, 'properties', 'defaultOutboundAccess') !== false
  )
}

/** Azure ML's own storage is reached past a service endpoint policy only when the policy names the service by its alias. */
function endpointPolicyObstacle(subnet: Resource, world: World): Obstacle | undefined {
  const policies = read
    .list(subnet.body, 'properties', 'serviceEndpointPolicies')
    .flatMap((policy) => world.get(keyOf(read.text(policy, 'id') ?? '')) ?? [])
  if (policies.length === 0) return undefined
  const named = policies.flatMap((policy) =>
    read
      .list(policy.body, 'properties', 'serviceEndpointPolicyDefinitions')
      .flatMap((definition) => read.texts(definition, 'properties', 'serviceResources')),
  )
  return named.some((name) => name.toLowerCase() === '/services/azure/machinelearning')
    ? undefined
    : {
        at: 'endpoint policy',
        why: `the service endpoint policies of the subnet ${subnet.id} do not name /services/Azure/MachineLearning`,
      }
}
