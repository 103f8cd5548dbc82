import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inGroup, inManaged } from '../../test/requests.ts'

type Rule = NonNullable<WorkspaceRequest['outboundRules']>[number]

const fqdn: Rule = { name: 'pypi', fqdn: 'pypi.org' }
const serviceTag: Rule = { name: 'adf', serviceTag: { tag: 'DataFactory', protocol: 'TCP', ports: '443, 8000-9000' } }
const privateEndpoint: Rule = {
  name: 'lake',
  privateEndpoint: { resourceId: `${inGroup}/Microsoft.Storage/storageAccounts/lake`, subresource: 'blob' },
}
const approved = (...outboundRules: Rule[]): WorkspaceRequest => ({ ...inManaged, outboundRules })

test('all kinds are accepted where only what is approved goes out', () => {
  expect(codesAt(approved(fqdn, serviceTag, privateEndpoint))).toEqual([])
})

test('where everything goes out, only private endpoints are', () => {
  const request: WorkspaceRequest = { ...approved(fqdn, serviceTag, privateEndpoint), isolation: 'internet' }
  expect(codesAt(request)).toEqual([
    'outbound-rule-forbidden /outboundRules/0/fqdn',
    'outbound-rule-forbidden /outboundRules/1/serviceTag',
  ])
})

test.each<[string, Rule]>([
  ['none', { name: 'nowhere' }],
  ['two', { ...fqdn, ...serviceTag }],
])('a rule has one destination, not %s', (_, rule) => {
  expect(codesAt(approved(rule))).toEqual(['outbound-rule-shape /outboundRules/0'])
})

test.each([
  'data.blob.core.windows.net',
  '*.blob.core.windows.net',
  '*.core.windows.net',
  '*.windows.net',
  'Data.DFS.Core.Windows.Net',
])('%s leads to storage', (host) => {
  expect(codesAt(approved({ name: 'data', fqdn: host }))).toEqual(['outbound-rule-storage /outboundRules/0/fqdn'])
})

test.each(['database.windows.net', '*.database.windows.net', 'notcore.windows.net.example.com'])(
  '%s does not',
  (host) => {
    expect(codesAt(approved({ name: 'data', fqdn: host }))).toEqual([])
  },
)

test('storage has another name in another cloud', () => {
  const request = { ...approved({ name: 'data', fqdn: 'data.blob.core.chinacloudapi.cn' }), region: 'chinanorth3' }
  expect(codesAt(request, 'AzureChina')).toEqual(['outbound-rule-storage /outboundRules/0/fqdn'])
})

test('two rules cannot differ in case only', () => {
  expect(codesAt(approved(fqdn, { ...fqdn, name: 'PyPI' }))).toEqual(['duplicate-name /outboundRules/1/name'])
})

test.each(['0', '443, 70000', '9000-8000'])('%s are not ports', (ports) => {
  const rule: Rule = { name: 'tag', serviceTag: { tag: 'DataFactory', protocol: 'TCP', ports } }
  expect(codesAt(approved(rule))).toEqual(['invalid-value /outboundRules/0/serviceTag/ports'])
})

test('one private endpoint leads to each part of a resource', () => {
  const privateEndpoint = { resourceId: `${inGroup}/Microsoft.Storage/storageAccounts/data`, subresource: 'blob' }
  const again = { ...privateEndpoint, resourceId: privateEndpoint.resourceId.replace('rg-hub', 'RG-Hub') }
  expect(codesAt(approved({ name: 'one', privateEndpoint }, { name: 'two', privateEndpoint: again }))).toEqual([
    'outbound-rule-repeated /outboundRules/1/privateEndpoint',
  ])
  expect(
    codesAt(
      approved({ name: 'one', privateEndpoint }, { name: 'two', privateEndpoint: { ...again, subresource: 'file' } }),
    ),
  ).toEqual([])
})
