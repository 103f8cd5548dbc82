import { applicationInsights } from './application-insights.ts'
import { azureFirewall } from './azure-firewall.ts'
import { containerRegistry } from './container-registry.ts'
import { firewallPolicy } from './firewall-policy.ts'
import { keyVault } from './key-vault.ts'
import type { Kind } from './kind.ts'
import { logAnalytics } from './log-analytics.ts'
import { mlCompute } from './ml-compute.ts'
import { mlWorkspace } from './ml-workspace.ts'
import { networkSecurityGroup } from './network-security-group.ts'
import { privateDnsZone } from './private-dns-zone.ts'
import { privateDnsZoneGroup } from './private-dns-zone-group.ts'
import { privateEndpoint } from './private-endpoint.ts'
import { publicIpAddress } from './public-ip-address.ts'
import { resourceGroup } from './resource-group.ts'
import { roleAssignment } from './role-assignment.ts'
import { routeTable } from './route-table.ts'
import { ruleCollectionGroup } from './rule-collection-group.ts'
import { storageAccount } from './storage-account.ts'
import { subnet } from './subnet.ts'
import { subscription } from './subscription.ts'
import { virtualNetwork } from './virtual-network.ts'
import { virtualNetworkLink } from './virtual-network-link.ts'

export const kinds: readonly Kind[] = [
  applicationInsights,
  azureFirewall,
  containerRegistry,
  firewallPolicy,
  keyVault,
  logAnalytics,
  mlCompute,
  mlWorkspace,
  networkSecurityGroup,
  privateDnsZone,
  privateDnsZoneGroup,
  privateEndpoint,
  publicIpAddress,
  resourceGroup,
  roleAssignment,
  routeTable,
  ruleCollectionGroup,
  storageAccount,
  subnet,
  subscription,
  virtualNetwork,
  virtualNetworkLink,
]

const byType = new Map(kinds.map((kind) => [kind.type.type.toLowerCase(), kind]))

/** The kind of a resource type. A type that the gateway does not know is a bug of the blueprint: an `Error`. */
export function kindOf(type: string): Kind {
  const kind = byType.get(type.toLowerCase())
  if (kind === undefined) throw new Error(`The gateway does not know the type ${type}`)
  return kind
}
