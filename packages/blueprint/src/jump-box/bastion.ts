import {
  bastionHost,
  bastionRules,
  networkSecurityGroup,
  type resourceGroup,
  subnet,
  type virtualNetwork,
} from '@palisade/facts'
import type { Add } from '../collect.ts'
import { type Declaration, declare } from '../declare.ts'
import type { Given } from '../ground/given.ts'
import { publicIp } from '../network/public-ip.ts'
import { denyTheRest, directedRule } from '../network/security-rules.ts'
import type { Site } from '../site.ts'

/** What people reach the jump box through: a browser or a client signs in here, and only this reaches the machine. */
export function bastion(
  site: Site,
  add: Add,
  on: {
    readonly group: Declaration<typeof resourceGroup>
    readonly network: Declaration<typeof virtualNetwork>
    readonly given: Given
  },
) {
  const place = on.given.subnets.get('bastion') ?? add(bastionSubnet(site, on.network, add(rules(site, on.group))))
  const address = add(
    publicIp(site, on.group, { key: 'jump-box/bastion-public-ip', phase: 'jumpBox', name: site.names.bastionPublicIp }),
  )
  return add(
    declare(bastionHost, {
      key: 'jump-box/bastion',
      phase: 'jumpBox',
      parent: on.group,
      name: site.names.bastion,
      body: {
        location: site.region,
        tags: site.tags,
        sku: { name: 'Standard' },
        properties: {
          enableTunneling: true,
          ipConfigurations: [
            {
              name: 'bastion',
              properties: {
                subnet: { id: place.ref },
                publicIPAddress: { id: address.ref },
                privateIPAllocationMethod: 'Dynamic',
              },
            },
          ],
        },
      },
    }),
  )
}

/** Azure finds the place of Bastion by the subnet's name, and accepts no routes here. */
function bastionSubnet(
  site: Site,
  network: Declaration<typeof virtualNetwork>,
  securityGroup: Declaration<typeof networkSecurityGroup>,
) {
  return declare(subnet, {
    key: 'network/bastion-subnet',
    phase: 'network',
    parent: network,
    name: 'AzureBastionSubnet',
    exclusive: [network.id],
    body: {
      properties: {
        addressPrefix: site.range('bastion').addressPrefix,
        networkSecurityGroup: { id: securityGroup.ref },
      },
    },
  })
}

/** All that Bastion needs, without which Azure refuses the group, and nothing else. */
function rules(site: Site, group: Declaration<typeof resourceGroup>) {
  const ordered = (direction: 'Inbound' | 'Outbound') => [
    ...bastionRules
      .filter((rule) => rule.direction === direction)
      .map((rule, index) => directedRule(rule, 100 + 10 * index)),
    denyTheRest(direction),
  ]
  return declare(networkSecurityGroup, {
    key: 'network/bastion-rules',
    phase: 'network',
    parent: group,
    name: site.names.rules('bastion'),
    body: {
      location: site.region,
      tags: site.tags,
      properties: { securityRules: [...ordered('Inbound'), ...ordered('Outbound')] },
    },
  })
}
