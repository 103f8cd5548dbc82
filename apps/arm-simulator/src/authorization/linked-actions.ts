import type { ArmType } from '../arm/arm-type.ts'
import { parseResourceId, type ResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { AskedAction } from './action-of.ts'

/** What it needs to point at a resource, whoever points. Source: "Azure permissions for Networking". */
const joins: readonly string[] = [
  'Microsoft.Network/applicationSecurityGroups',
  'Microsoft.Network/firewallPolicies',
  'Microsoft.Network/natGateways',
  'Microsoft.Network/networkInterfaces',
  'Microsoft.Network/networkSecurityGroups',
  'Microsoft.Network/privateDnsZones',
  'Microsoft.Network/publicIPAddresses',
  'Microsoft.Network/routeTables',
  'Microsoft.Network/serviceEndpointPolicies',
  'Microsoft.Network/virtualNetworks',
  'Microsoft.Network/virtualNetworks/subnets',
]

/**
 * What the caller of a write needs on the resources that its body names: Azure Resource Manager looks at it before the
 * provider does. Source beside the above: "Manage Azure Private Endpoints" for approvals, and "Permissions" of service
 * endpoints and of managed identities.
 */
export function linkedActions(type: ArmType, id: ResourceId, body: JsonObject): AskedAction[] {
  const own = `${id.key}/`
  const pointed = (type.refers?.(body, id) ?? []).flatMap((reference) => {
    const target = parseResourceId(reference.id)
    if (target === undefined || `${target.key}/`.startsWith(own) || own.startsWith(`${target.key}/`)) return []
    const action = actionTowards(id.type.toLowerCase(), target.type, body, target.key)
    return action === undefined ? [] : [{ action, scope: target.id }]
  })
  const lent = Object.keys(read.object(body, 'identity', 'userAssignedIdentities')).map((scope) => ({
    action: 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
    scope,
  }))
  const letIn = [
    ...read.list(body, 'properties', 'networkAcls', 'virtualNetworkRules'),
    ...read.list(body, 'properties', 'networkRuleSet', 'virtualNetworkRules'),
  ].flatMap((rule) => {
    const scope = read.text(rule, 'id')
    return scope === undefined
      ? []
      : [{ action: 'Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action', scope }]
  })
  return [...pointed, ...lent, ...letIn]
}

function actionTowards(from: string, to: string, body: JsonObject, key: string): string | undefined {
  // A peering is joined from the other side.
  if (from === 'microsoft.network/virtualnetworks/virtualnetworkpeerings')
    return 'Microsoft.Network/virtualNetworks/peer/action'
  const known = joins.find((each) => each.toLowerCase() === to.toLowerCase())
  if (known !== undefined) return `${known}/join/action`
  // Who waits until the owner of the target approves needs nothing on it.
  const isApproved =
    from === 'microsoft.network/privateendpoints' &&
    read
      .list(body, 'properties', 'privateLinkServiceConnections')
      .some((link) => read.text(link, 'properties', 'privateLinkServiceId')?.toLowerCase() === key)
  return isApproved ? `${to}/privateEndpointConnectionsApproval/action` : undefined
}
