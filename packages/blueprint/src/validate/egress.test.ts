import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { cluster, inExisting, inGroup, inHybrid, inPrivate } from '../../test/requests.ts'

type Egress = NonNullable<WorkspaceRequest['egress']>

const firewallId = `${inGroup}/Microsoft.Network/azureFirewalls/afw-hub`
const policyId = `${inGroup}/Microsoft.Network/firewallPolicies/afwp-hub`

test.each<[Egress, string]>([
  [{ mode: 'existingAzureFirewall' }, 'egress-option /egress/firewallId'],
  [{ mode: 'existingAzureFirewall', firewallId, rulePriority: 200 }, 'egress-option /egress/rulePriority'],
  [{ mode: 'appliance' }, 'egress-option /egress/nextHop'],
  [{ mode: 'azureFirewall', firewallId }, 'egress-option /egress/firewallId'],
  [{ mode: 'appliance', nextHop: '10.9.0.4', policyId }, 'egress-option /egress/policyId'],
  [{ mode: 'natGateway', nextHop: '10.9.0.4' }, 'egress-option /egress/nextHop'],
  [{ mode: 'appliance', nextHop: '168.63.129.16' }, 'egress-option /egress/nextHop'],
  [{ mode: 'appliance', nextHop: '10.40.0.4' }, 'egress-option /egress/nextHop'],
  [{ mode: 'appliance', nextHop: '10.9.0.400' }, 'invalid-value /egress/nextHop'],
  [{ mode: 'none', allow: ['python'] }, 'egress-option /egress/allow'],
  [{ mode: 'none', allowHosts: ['example.com'] }, 'egress-option /egress/allowHosts'],
  [{ mode: 'azureFirewall', requiredRules: false }, 'required-rules /egress/requiredRules'],
  [
    { mode: 'azureFirewall', allowServiceTags: [{ tag: 'Sql', protocol: 'TCP', ports: ['443', '9000-8000'] }] },
    'invalid-value /egress/allowServiceTags/0/ports/1',
  ],
])('%j is refused', (egress, problem) => {
  expect(codesAt({ ...inPrivate, egress })).toEqual([problem])
})

test('no firewall is made in a network that exists', () => {
  expect(codesAt({ ...inExisting, egress: { mode: 'azureFirewall' } })).toEqual([
    'egress-needs-own-network /egress/mode',
  ])
})

test.each<[WorkspaceRequest]>([
  [{ ...inPrivate, egress: { mode: 'existingAzureFirewall', firewallId, policyId, rulePriority: 200 } }],
  [{ ...inPrivate, egress: { mode: 'appliance', nextHop: '10.9.0.4' } }],
  [{ ...inPrivate, egress: { mode: 'natGateway', allow: ['python'], requiredRules: true } }],
  // Compute with public addresses goes out by those.
  [{ ...inHybrid, egress: { mode: 'none', allow: ['python'] }, compute: { clusters: [cluster] } }],
])('what fits its mode is accepted', (request) => {
  expect(codesAt(request)).toEqual([])
})

test('no NAT gateway is connected to a subnet that exists', () => {
  expect(codesAt({ ...inExisting, egress: { mode: 'natGateway' } })).toEqual(['egress-needs-own-network /egress/mode'])
})
