import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { privateLinkMembers } from '../private-link/private-link-members.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { badRequest } from './bad-request.ts'
import { isolationOf } from './isolation-mode.ts'
import { requireEnum } from './require-enum.ts'

export const outboundRuleType = 'Microsoft.MachineLearningServices/workspaces/outboundRules'

/** Refuses a rule that the managed network of this workspace cannot have. */
export function checkOutboundRule(name: string, properties: JsonObject, workspace: Resource, world: World): void {
  const key = `${workspace.key}/outboundrules/${name.toLowerCase()}`
  const existing = world.get(key)
  if (existing !== undefined && isRequired(existing))
    throw badRequest(`The outbound rule '${name}' is required by the workspace and cannot be changed.`)
  requireEnum(properties.type ?? '', 'properties.type', ['FQDN', 'ServiceTag', 'PrivateEndpoint'])
  requireEnum(properties.category, 'properties.category', ['UserDefined', 'Recommended'])
  const mode = isolationOf(workspace.body)
  if (mode === 'Disabled')
    throw badRequest(
      `Outbound rules are not supported when the managed network of workspace '${workspace.name}' is disabled.`,
    )
  // As reported for Azure: "Only "PrivateEndpoint" outbound rules are supported" in this mode.
  if (properties.type !== 'PrivateEndpoint' && mode === 'AllowInternetOutbound')
    throw badRequest(
      `Only 'PrivateEndpoint' outbound rules are supported when the managed network isolation mode is AllowInternetOutbound; rule '${name}' is of type ${read.text(properties, 'type') ?? ''}.`,
    )
  if (properties.type === 'FQDN') {
    if ((read.text(properties, 'destination') ?? '') === '')
      throw badRequest(`The FQDN outbound rule '${name}' needs a destination.`, 'properties.destination')
    return
  }
  const destination = read.object(properties, 'destination')
  const needed =
    properties.type === 'ServiceTag'
      ? ['serviceTag', 'protocol', 'portRanges']
      : ['serviceResourceId', 'subresourceTarget']
  for (const field of needed) {
    if ((read.text(destination, field) ?? '') === '')
      throw badRequest(
        `The outbound rule '${name}' needs a destination with ${field}.`,
        `properties.destination.${field}`,
      )
  }
  if (properties.type === 'ServiceTag') return
  const target = world.get(keyOf(read.text(destination, 'serviceResourceId') ?? ''))
  if (target !== undefined) privateLinkMembers(target, [read.text(destination, 'subresourceTarget') ?? ''], key)
  const twin = ruleTo(properties, workspace, world)
  if (twin !== undefined && twin.key !== key)
    throw badRequest(`The outbound rule '${twin.name}' leads to the same destination as '${name}' already.`)
}

export function completeOutboundRule(properties: JsonObject): JsonObject {
  const { status: _status, ...rest } = properties
  const kept = withDefaults(rest, { category: 'UserDefined' })
  if (properties.type === 'ServiceTag')
    return { ...kept, destination: withDefaults(read.object(kept, 'destination'), { action: 'Allow' }) }
  if (properties.type === 'PrivateEndpoint')
    return {
      ...kept,
      destination: {
        sparkStatus: 'Inactive',
        ...withDefaults(read.object(kept, 'destination'), { sparkEnabled: false }),
      },
    }
  return kept
}

/** Stores a rule that comes with the workspace instead of by a PUT of its own. */
export function putOutboundRule(name: string, properties: JsonObject, workspace: Resource, world: World): void {
  const key = `${workspace.key}/outboundrules/${name.toLowerCase()}`
  world.put({
    id: `${workspace.id}/outboundRules/${name}`,
    key,
    type: outboundRuleType,
    name,
    subscription: workspace.subscription,
    parent: workspace.key,
    body: { properties: completeOutboundRule(properties) },
    internal: {},
    state: 'Succeeded',
    hidden: false,
  })
}

/** The rule that leads to the same part of the same resource. */
export function ruleTo(properties: JsonObject, workspace: Resource, world: World): Resource | undefined {
  const key = destinationOf(properties)
  return world
    .children(workspace.key, outboundRuleType)
    .find((rule) => destinationOf(read.object(rule.body, 'properties')) === key)
}

export function isRequired(rule: Resource): boolean {
  return read.text(rule.body, 'properties', 'category') === 'Required'
}

export function destinationOf(properties: JsonObject): string {
  const destination = read.object(properties, 'destination')
  const target = keyOf(read.text(destination, 'serviceResourceId') ?? '')
  return `${target}#${(read.text(destination, 'subresourceTarget') ?? '').toLowerCase()}`
}
