import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { cluster, inExisting, inGroup, inHybrid, inManaged, inOpen, inPrivate } from '../../test/requests.ts'
import { validateRequest } from '../validate/validate-request.ts'
import { checks } from './checks.ts'

/** What each line is known by, a request that it is about, and one that it is not about. */
test.each<[RegExp, WorkspaceRequest, WorkspaceRequest]>([
  [/overlaps none of the ranges/, inPrivate, inOpen],
  [
    /training subnet has 2043 addresses for 4 cluster nodes/,
    { ...inPrivate, compute: { clusters: [cluster] } },
    inManaged,
  ],
  [/AzureFirewallSubnet has the \/26/, inPrivate, { ...inPrivate, egress: { mode: 'natGateway' } }],
  [/AzureBastionSubnet has the \/26/, { ...inPrivate, jumpBox: true }, inPrivate],
  [/Room is kept for bastion/, inPrivate, { ...inPrivate, jumpBox: true }],
  [/in the subscription of the workspace\./, inExisting, inPrivate],
  [/each reached in one way/, inPrivate, inOpen],
  [/with the workspace endpoint/, { ...inPrivate, resources: { storage: { serviceEndpoint: true } } }, inPrivate],
  [/client address/, { ...inHybrid, access: { clientIps: ['203.0.113.7'] } }, inHybrid],
  [/There is a way in/, inManaged, inPrivate],
  [/outbound rule has one/, { ...inManaged, outboundRules: [{ name: 'pypi', fqdn: 'pypi.org' }] }, inManaged],
  [/options of egress fit its mode azureFirewall/, inPrivate, inManaged],
  [/options of dns fit its mode privateZones/, inPrivate, inOpen],
  [/No two computes/, { ...inPrivate, compute: { clusters: [cluster] } }, inPrivate],
  [/No two online endpoints/, { ...inPrivate, inference: { endpoints: [{ name: 'scores' }] } }, inPrivate],
  [
    /range of its services/,
    { ...inPrivate, inference: { kubernetes: { name: 'aks' } } },
    {
      ...inPrivate,
      inference: { kubernetes: { name: 'aks', clusterId: `${inGroup}/Microsoft.ContainerService/managedClusters/a` } },
    },
  ],
  [/Labelling keeps/, { ...inPrivate, studio: { labelling: 'separateAccount' } }, { ...inPrivate, studio: true }],
  [/Sentinel/, { ...inPrivate, sentinel: { access: 'private' } }, inPrivate],
])('%s is said of what it is about, and of nothing else', (line, about, other) => {
  expect([...validateRequest(about), ...validateRequest(other)]).toEqual([])
  expect(checks(about).filter((one) => line.test(one))).toHaveLength(1)
  expect(checks(other).filter((one) => line.test(one))).toEqual([])
})
