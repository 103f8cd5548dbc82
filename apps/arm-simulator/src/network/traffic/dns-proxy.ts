import { keyOf } from '../../arm/resource-id.ts'
import { read } from '../../json/read.ts'
import type { Resource } from '../../state/resource.ts'
import type { World } from '../../state/world.ts'
import { isConnected } from './is-connected.ts'

const firewallType = 'Microsoft.Network/azureFirewalls'

/** The firewall that has a private address, as a network sees it: networks that do not know each other use the same ones. */
export function firewallAt(
  address: string,
  network: string,
  world: World,
): { readonly firewall: Resource; readonly isReached: boolean } | undefined {
  const found = world
    .ofType(firewallType)
    .filter(({ internal }) => internal.isUnmade !== true && read.texts(internal, 'addresses').includes(address))
  const near = found.find((firewall) => isConnected(network, networkOfFirewall(firewall, world)?.key ?? '', world))
  const [firewall] = near === undefined ? found : [near]
  return firewall === undefined ? undefined : { firewall, isReached: near !== undefined }
}

/** The network that a firewall lies in. */
export function networkOfFirewall(firewall: Resource, world: World): Resource | undefined {
  const [configuration] = read.list(firewall.body, 'properties', 'ipConfigurations')
  const subnet = world.get(keyOf(read.text(configuration, 'properties', 'subnet', 'id') ?? ''))
  return world.get(subnet?.parent ?? '')
}

export function policyOf(firewall: Resource, world: World): Resource | undefined {
  return world.get(keyOf(read.text(firewall.body, 'properties', 'firewallPolicy', 'id') ?? ''))
}

/** Whether a firewall answers questions for names. A firewall without policy says it among its additional properties. */
export function isDnsProxy(firewall: Resource, world: World): boolean {
  const policy = policyOf(firewall, world)
  if (policy !== undefined) return read.at(policy.body, 'properties', 'dnsSettings', 'enableProxy') === true
  const said = read.text(firewall.body, 'properties', 'additionalProperties', 'Network.DNS.EnableProxy')
  return said?.toLowerCase() === 'true'
}

/** The servers that a firewall asks in turn; none means Azure's own. */
export function serversOfProxy(firewall: Resource, world: World): string[] {
  const policy = policyOf(firewall, world)
  if (policy !== undefined) return read.texts(policy.body, 'properties', 'dnsSettings', 'servers')
  const said = read.text(firewall.body, 'properties', 'additionalProperties', 'Network.DNS.Servers') ?? ''
  return said.split(',').filter(Boolean)
}
