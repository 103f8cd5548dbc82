import { WorkspaceRequest } from '@palisade/contract'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { itemsOf } from './items-of.ts'
import { SchemaErrors } from './schema-errors.ts'
import { validateRequests } from './validate-requests.ts'

const app = fastify()
validateRequests(app)
const validate = app.validatorCompiler?.({ schema: WorkspaceRequest, method: 'POST', url: '/', httpPart: 'body' })

/** What is wrong with a request that has one value at one place, as `code pointer`. */
function faultsOf(pointer: string, value: unknown): string[] {
  const outcome: unknown = validate?.(requestWith(pointer, value))
  const error = typeof outcome === 'object' && outcome !== null && 'error' in outcome ? outcome.error : undefined
  if (!(error instanceof SchemaErrors)) return []
  return itemsOf(error.errors, 'body').items.map((item) => `${item.code} ${item.pointer}`)
}

function requestWith(pointer: string, value: unknown): object {
  const wrapped = pointer
    .slice(1)
    .split('/')
    .reduceRight<unknown>((inner, part) => (part === '0' ? [inner] : { [part]: inner }), value)
  return typeof wrapped === 'object' && wrapped !== null ? wrapped : {}
}

const subscription = '/subscriptions/11111111-2222-3333-4444-555555555555'
const arm = (type: string) => `${subscription}/resourceGroups/rg-hub/providers/${type}`

/** Each field that becomes a part of a path, of a host or of a name in Azure, with a value that is right. */
const ids: [string, string][] = [
  ['/network/existing/virtualNetworkId', arm('Microsoft.Network/virtualNetworks/vnet-hub')],
  ['/network/peering/hubId', arm('microsoft.network/VirtualNetworks/vnet-hub')],
  ['/compute/clusters/0/subnetId', arm('Microsoft.Network/virtualNetworks/vnet/subnets/snet_1')],
  ['/compute/instances/0/subnetId', arm('Microsoft.Network/virtualNetworks/vnet/subnets/snet_1')],
  ['/compute/clusters/0/identityIds/0', arm('Microsoft.ManagedIdentity/userAssignedIdentities/id-1')],
  ['/compute/instances/0/identityIds/0', arm('Microsoft.ManagedIdentity/userAssignedIdentities/id-1')],
  ['/identity/id', arm('Microsoft.ManagedIdentity/userAssignedIdentities/id-1')],
  ['/egress/firewallId', arm('Microsoft.Network/azureFirewalls/afw-hub')],
  ['/egress/policyId', arm('Microsoft.Network/firewallPolicies/afwp-hub')],
  ['/encryption/keyVaultId', arm('Microsoft.KeyVault/vaults/kv-1')],
  ['/inference/kubernetes/clusterId', arm('Microsoft.ContainerService/managedClusters/aks-1')],
  ['/jumpBox/sshPublicKeyId', arm('Microsoft.Compute/sshPublicKeys/key-1')],
  ['/outboundRules/0/privateEndpoint/resourceId', arm('Microsoft.Storage/storageAccounts/teamdata')],
  ['/dns/zonesIn', `${subscription}/resourceGroups/rg-dns`],
]

const names: [string, string][] = [
  ['/name', 'fraud-1'],
  ['/project', 'risk'],
  ['/subscriptionId', '11111111-2222-3333-4444-555555555555'],
  ['/resourceGroup', 'rg.platform(1)'],
  ['/region', 'westeurope'],
  ['/network/addressSpace', '10.0.0.0/20'],
  ['/network/dnsServers/0', '10.0.0.4'],
  ['/network/existing/linkedZones/0', 'privatelink.blob.core.windows.net'],
  ...['training', 'endpoints', 'scoring', 'hosts', 'bastion'].flatMap((role): [string, string][] => [
    [`/network/existing/subnets/${role}/name`, 'snet-1'],
    [`/network/existing/subnets/${role}/addressPrefix`, '10.0.0.0/24'],
  ]),
  ['/access/clientIps/0', '203.0.113.7'],
  ['/egress/allowHosts/0', '*.example.com'],
  ['/egress/allowServiceTags/0/tag', 'Sql.WestEurope'],
  ['/egress/allowServiceTags/0/ports/0', '443'],
  ['/egress/nextHop', '10.0.0.4'],
  ['/dns/servers/0', '10.0.0.4'],
  ['/dns/zoneGroupName', 'deployedByPolicy'],
  ['/outboundRules/0/name', 'team_1'],
  ['/outboundRules/0/fqdn', 'pypi.org'],
  ['/outboundRules/0/serviceTag/tag', 'DataFactory'],
  ['/outboundRules/0/serviceTag/ports', '80, 443'],
  ['/outboundRules/0/privateEndpoint/subresource', 'blob'],
  ...['clusters', 'instances'].flatMap((kind): [string, string][] => [
    [`/compute/${kind}/0/name`, 'cpu-a'],
    [`/compute/${kind}/0/vmSize`, 'Standard_DS3_v2'],
    [`/compute/${kind}/0/region`, 'westeurope'],
  ]),
  ['/compute/instances/0/assignedTo/objectId', '11111111-2222-3333-4444-555555555555'],
  ['/compute/instances/0/assignedTo/tenantId', '11111111-2222-3333-4444-555555555555'],
  ['/encryption/keyIdentifier', `https://kv-1.vault.azure.net/keys/key/${'0'.repeat(32)}`],
  ['/inference/endpoints/0/name', 'score'],
  ['/inference/endpoints/0/deployment/name', 'blue'],
  ['/inference/endpoints/0/deployment/model', 'azureml://registries/azureml/models/bert/versions/1'],
  ['/inference/endpoints/0/deployment/vmSize', 'Standard_DS3_v2'],
  ['/inference/kubernetes/name', 'aks'],
  ['/inference/kubernetes/namespace', 'default'],
  ['/inference/kubernetes/vmSize', 'Standard_DS3_v2'],
  ['/inference/kubernetes/serviceCidr', '10.0.0.0/16'],
  ['/jumpBox/vmSize', 'Standard_DS3_v2'],
  ['/jumpBox/users/0', '11111111-2222-3333-4444-555555555555'],
]

/** Fields whose text is for people, in which only what breaks lines is hostile. */
const texts: [string, string][] = [
  ['/tags/cost center', 'Größe; <b>'],
  ['/compute/clusters/0/sshPublicKey', 'ssh-ed25519 AAAAC3Nz ana <ana@example.com>'],
  ['/compute/instances/0/sshPublicKey', 'ssh-rsa AAAAB3Nz=='],
]

const breaking = ['\r\nX-Evil: 1', '\n', '\u0000', '\u001b[2J', '\u2028']
const hostile = [
  ...breaking,
  '/..',
  '/../x',
  '/./x',
  '?x=1',
  '#x',
  '%2e%2e',
  '\\',
  '<script>',
  '"',
  "'",
  '`',
  '$(id)',
  ' ',
]

/** Each segment of an id replaced by what would lead elsewhere. */
function brokenIds(id: string): string[] {
  const segments = id.split('/')
  return segments
    .slice(1)
    .flatMap((_, index) =>
      ['..', '.', '', '%2e%2e', '<b>', 'a b', 'x\r\ny', '"'].map((bad) => segments.with(index + 1, bad).join('/')),
    )
}

test.each([...ids, ...names, ...texts])('%s takes %j', (pointer, value) => {
  expect(faultsOf(pointer, value).filter((fault) => fault.endsWith(` ${pointer}`))).toEqual([])
})

test.each(ids)('%s takes no id that leads elsewhere, and says so at its place', (pointer, id) => {
  const [, , guid = ''] = id.split('/')
  const others = [
    id.replace(guid, '-'.repeat(36)),
    id.replace(guid, 'prod'),
    id.slice(1),
    id.replace('/subscriptions', ''),
    `https://management.azure.com${id}`,
    `${id}/`,
    `/providers${id}`,
  ]
  for (const bad of [...brokenIds(id), ...others, ...hostile.map((end) => id + end)])
    expect(faultsOf(pointer, bad), JSON.stringify(bad)).toContain(`invalid-value ${pointer}`)
})

test.each(names)('%s takes nothing that means something elsewhere', (pointer, value) => {
  const bad = ['..', '.', '', ...hostile.flatMap((text) => [`${value}${text}`, `${text}${value}`])]
  for (const one of bad) {
    const codes = faultsOf(pointer, one).filter((fault) => fault.endsWith(` ${pointer}`))
    expect(codes, JSON.stringify(one)).toEqual([expect.stringMatching(/^(invalid-|address-space-invalid)/)])
  }
})

test.each(texts)('%s takes nothing that breaks a line', (pointer, value) => {
  for (const one of breaking.flatMap((text) => [`${value}${text}`, `${value}${text}x`]))
    expect(faultsOf(pointer, one), JSON.stringify(one)).toContain(`invalid-value ${pointer}`)
})

test('the name of a tag takes nothing that breaks a line, and nothing that Azure forbids', () => {
  for (const name of [...breaking, '<', '>', '%', '&', '?', '\\'].map((text) => `a${text}b`))
    expect(faultsOf('/tags', { [name]: 'x' }), JSON.stringify(name)).toContain(`invalid-value /tags/${name}`)
})

// A field that is added later has to be added above as well.
test('every field that takes text is in one of the lists', () => {
  const listed = [...ids, ...names, ...texts].map(([pointer]) => pointer.replace(/^\/tags\/.*/, '/tags/*'))
  expect(listed.toSorted()).toEqual([...textFields(JSON.parse(JSON.stringify(WorkspaceRequest)), '')].toSorted())
})

interface AnySchema {
  readonly type?: unknown
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, AnySchema>>
  readonly patternProperties?: Readonly<Record<string, AnySchema>>
  readonly items?: AnySchema
  readonly anyOf?: readonly AnySchema[]
}

function* textFields(schema: AnySchema, pointer: string): Generator<string> {
  if (schema.type === 'string' && schema.const === undefined) yield pointer
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* textFields(inner, `${pointer}/${name}`)
  for (const inner of Object.values(schema.patternProperties ?? {})) yield* textFields(inner, `${pointer}/*`)
  for (const inner of schema.anyOf ?? []) yield* textFields(inner, pointer)
  if (schema.items !== undefined) yield* textFields(schema.items, `${pointer}/0`)
}
