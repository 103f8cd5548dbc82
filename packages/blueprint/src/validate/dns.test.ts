import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inExisting, inPrivate, virtualNetworkId } from '../../test/requests.ts'

type Dns = NonNullable<WorkspaceRequest['dns']>

const zonesIn = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-dns'

test.each<[Dns, string]>([
  [{ mode: 'existingZones' }, 'dns-option /dns/zonesIn'],
  [{ mode: 'customServer' }, 'dns-option /dns/servers'],
  [{ mode: 'privateZones', zonesIn }, 'dns-option /dns/zonesIn'],
  [{ mode: 'privateZones', linkZones: true }, 'dns-option /dns/linkZones'],
  [{ mode: 'policy', servers: ['10.9.0.4'] }, 'dns-option /dns/servers'],
  [{ mode: 'privateZones', zoneGroupName: 'default' }, 'dns-option /dns/zoneGroupName'],
  [{ mode: 'customServer', servers: ['10.9.0.4', '10.9.0.256'] }, 'invalid-value /dns/servers/1'],
])('%j is refused', (dns, problem) => {
  expect(codesAt({ ...inPrivate, dns })).toEqual([problem])
})

test('the servers stand in one place, and are addresses', () => {
  const network = { addressSpace: '10.40.0.0/20', dnsServers: ['10.9.0.4'] }
  const servers = ['10.9.0.4']
  expect(codesAt({ ...inPrivate, network, dns: { mode: 'customServer' } })).toEqual([])
  expect(codesAt({ ...inPrivate, network, dns: { mode: 'customServer', servers } })).toEqual([
    'dns-option /network/dnsServers',
  ])
  expect(codesAt({ ...inPrivate, network: { ...network, dnsServers: ['10.9.0.04'] } })).toEqual([
    'invalid-value /network/dnsServers/0',
  ])
})

test.each<[Dns | undefined, string[]]>([
  [undefined, ['zones-overlap /dns']],
  [{ mode: 'privateZones' }, ['zones-overlap /dns/mode']],
  [{ mode: 'existingZones', zonesIn }, ['zones-overlap /dns/linkZones']],
  [{ mode: 'existingZones', zonesIn, linkZones: false }, []],
  [{ mode: 'policy' }, []],
  [{ mode: 'customServer' }, []],
])('a network that sees a zone of the name already, and %j', (dns, problems) => {
  const linkedZones = ['privatelink.vaultcore.azure.net']
  const existing = { virtualNetworkId, ...inExisting.network?.existing, linkedZones }
  expect(codesAt({ ...inExisting, network: { existing }, ...(dns === undefined ? {} : { dns }) })).toEqual(problems)
})

test('zones that are not made may be linked', () => {
  const linkedZones = ['privatelink.redis.cache.windows.net', 'privatelink.vaultcore.azure.cn']
  const existing = { virtualNetworkId, ...inExisting.network?.existing, linkedZones }
  expect(codesAt({ ...inExisting, network: { existing } })).toEqual([])
})
