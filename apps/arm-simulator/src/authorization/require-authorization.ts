import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import type { ResourceId } from '../arm/resource-id.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Call } from '../requests/call.ts'
import { actionOf } from './action-of.ts'
import { isAllowed } from './permissions.ts'

/** Refuses what the roles of the caller do not allow, and remembers what was asked for. */
export function requireAuthorization(call: Call): void {
  const asked = actionOf(call.method, call.path, call.types)
  if (asked === undefined) return
  require(call, asked.action, asked.scope, 'AuthorizationFailed')
  if (call.method !== 'PUT' && call.method !== 'PATCH') return
  const id = parseResourceId(call.path)
  const type = id === undefined ? undefined : call.types.get(id.type)
  if (id === undefined || type === undefined || !read.isObject(call.body)) return
  for (const linked of linkedActions(type, id, call.body))
    require(call, linked.action, linked.scope, 'LinkedAuthorizationFailed')
}

function require(
  call: Call,
  action: string,
  scope: string,
  code: 'AuthorizationFailed' | 'LinkedAuthorizationFailed',
): void {
  const { appId, objectId } = call.principal
  call.actionsAsked.add(action)
  const grants = call.roles.get(objectId.toLowerCase())
  if (grants === undefined || isAllowed(grants, action, scope)) return
  const message =
    code === 'AuthorizationFailed'
      ? `The client '${appId}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`
      : `The client '${appId}' with object id '${objectId}' has permission to perform the write on '${call.path}'; however, it does not have permission to perform action '${action}' on the linked scope(s) '${scope}' or the linked scope(s) are invalid.`
  throw new ArmError(403, code, message)
}

/** What to be allowed to point at a resource needs. Source: "Azure permissions for Networking", "... for Identity". */
const joins: Readonly<Record<string, string>> = {
  'microsoft.network/virtualnetworks/subnets': 'Microsoft.Network/virtualNetworks/subnets/join/action',
  'microsoft.network/virtualnetworks': 'Microsoft.Network/virtualNetworks/join/action',
  'microsoft.network/networksecuritygroups': 'Microsoft.Network/networkSecurityGroups/join/action',
  'microsoft.network/routetables': 'Microsoft.Network/routeTables/join/action',
  'microsoft.network/natgateways': 'Microsoft.Network/natGateways/join/action',
  'microsoft.network/publicipaddresses': 'Microsoft.Network/publicIPAddresses/join/action',
  'microsoft.network/networkinterfaces': 'Microsoft.Network/networkInterfaces/join/action',
  'microsoft.network/privatednszones': 'Microsoft.Network/privateDnsZones/join/action',
  'microsoft.network/firewallpolicies': 'Microsoft.Network/firewallPolicies/join/action',
}

function linkedActions(type: ArmType, id: ResourceId, body: JsonObject): { action: string; scope: string }[] {
  const own = `${id.key}/`
  const pointed = (type.refers?.(body, id) ?? []).flatMap((reference) => {
    const target = parseResourceId(reference.id)
    if (target === undefined || `${target.key}/`.startsWith(own) || own.startsWith(`${target.key}/`)) return []
    // A peering is joined from the other side.
    if (id.type.toLowerCase() === 'microsoft.network/virtualnetworks/virtualnetworkpeerings')
      return [{ action: 'Microsoft.Network/virtualNetworks/peer/action', scope: target.id }]
    if (
      id.type.toLowerCase() === 'microsoft.network/privateendpoints' &&
      joins[target.type.toLowerCase()] === undefined
    )
      return [{ action: `${target.type}/privateEndpointConnectionsApproval/action`, scope: target.id }]
    const action = joins[target.type.toLowerCase()]
    return action === undefined ? [] : [{ action, scope: target.id }]
  })
  const lent = Object.keys(read.object(body, 'identity', 'userAssignedIdentities')).map((scope) => ({
    action: 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
    scope,
  }))
  return [...pointed, ...lent]
}
