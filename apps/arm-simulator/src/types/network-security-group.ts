import { actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { notFound } from '../arm/not-found.ts'
import { requireResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { placeChildren, securityRules } from '../network/inline-children.ts'
import { networkName } from '../network/names.ts'

export const networkSecurityGroup: ArmType = {
  type: 'Microsoft.Network/networkSecurityGroups',
  name: networkName(1, 80),
  style: networkAnswers,
  seconds: { create: 3, update: 3, delete: 11 },
  validate({ body, id }) {
    const taken = new Map<string, string>()
    for (const rule of read.list(body, 'properties', 'securityRules')) {
      const name = read.text(rule, 'name') ?? ''
      const slot =
        `${read.text(rule, 'properties', 'direction') ?? ''} ${read.number(rule, 'properties', 'priority') ?? ''}`.toLowerCase()
      const other = taken.get(slot)
      if (other !== undefined) {
        throw new ArmError(
          400,
          'SecurityRuleConflict',
          `Security rule ${name} conflicts with rule ${other}. Rules cannot have the same Priority and Direction in security group ${id.id}.`,
        )
      }
      taken.set(slot, name)
    }
  },
  complete({ body, id, existing, world }) {
    const { subnets: _subnets, networkInterfaces: _interfaces, ...properties } = read.object(body, 'properties')
    const rules = read.list(properties, 'securityRules').map((rule) => {
      const name = read.text(rule, 'name') ?? ''
      return {
        id: `${id.id}/securityRules/${name}`,
        name,
        type: 'Microsoft.Network/networkSecurityGroups/securityRules',
        properties: { provisioningState: 'Succeeded', ...read.object(rule, 'properties') },
      }
    })
    return {
      body: {
        ...body,
        properties: {
          ...properties,
          securityRules: rules,
          defaultSecurityRules: defaultRules(id.id),
          resourceGuid: read.text(existing?.body, 'properties', 'resourceGuid') ?? world.newGuid(),
        },
      },
    }
  },
  place: (group, { world, verb }) => (verb === 'PATCH' ? [] : placeChildren(group, securityRules, world)),
  show(group, body, world) {
    const users = (type: string): JsonObject[] => world.referencers(group.key, type).map((user) => ({ id: user.id }))
    const subnets = users('Microsoft.Network/virtualNetworks/subnets')
    const networkInterfaces = users('Microsoft.Network/networkInterfaces')
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
        ...(subnets.length > 0 ? { subnets } : {}),
        ...(networkInterfaces.length > 0 ? { networkInterfaces } : {}),
      },
    }
  },
  actions: [
    actionOn('Microsoft.Network/networkSecurityGroups', 'GET', 'defaultsecurityrules', ({ resource }) => ({
      status: 200,
      body: { value: defaultRules(resource.id) },
    })),
    actionOn('Microsoft.Network/networkSecurityGroups', 'GET', 'defaultsecurityrules/([^/]+)', (asked) => {
      const [name = ''] = asked.found
      const rule = defaultRules(asked.resource.id).find((other) => read.text(other, 'name')?.toLowerCase() === name)
      if (rule === undefined)
        throw notFound.resource(requireResourceId(`${asked.resource.id}/defaultSecurityRules/${name}`, 'id'))
      return { status: 200, body: rule }
    }),
  ],
  refuseDelete(group, world) {
    const users = world.referencers(group.key)
    if (users.length === 0) return
    throw new ArmError(
      400,
      'InUseNetworkSecurityGroupCannotBeDeleted',
      `Network security group ${group.id} cannot be deleted because it is in use by the following resources: ${users.map((user) => user.id).join(', ')}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
    )
  },
}

/** The six rules that every group has, and nobody can take away. */
function defaultRules(groupId: string): JsonObject[] {
  const rule = (
    name: string,
    direction: string,
    priority: number,
    access: string,
    source: string,
    destination: string,
  ): JsonObject => ({
    id: `${groupId}/defaultSecurityRules/${name}`,
    name,
    type: 'Microsoft.Network/networkSecurityGroups/defaultSecurityRules',
    properties: {
      provisioningState: 'Succeeded',
      protocol: '*',
      sourcePortRange: '*',
      destinationPortRange: '*',
      sourceAddressPrefix: source,
      destinationAddressPrefix: destination,
      access,
      priority,
      direction,
    },
  })
  return [
    rule('AllowVnetInBound', 'Inbound', 65_000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
    rule('AllowAzureLoadBalancerInBound', 'Inbound', 65_001, 'Allow', 'AzureLoadBalancer', '*'),
    rule('DenyAllInBound', 'Inbound', 65_500, 'Deny', '*', '*'),
    rule('AllowVnetOutBound', 'Outbound', 65_000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
    rule('AllowInternetOutBound', 'Outbound', 65_001, 'Allow', '*', 'Internet'),
    rule('DenyAllOutBound', 'Outbound', 65_500, 'Deny', '*', '*'),
  ]
}
