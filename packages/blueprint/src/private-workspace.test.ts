import { type Declared, dependenciesOf, isReference, type Json } from '@palisade/contract'
import { expect, test } from 'vitest'
import { example } from '../test/example.ts'
import { propertiesIn } from '../test/filled.ts'
import { blueprintOf } from './blueprint-of.ts'

const blueprint = blueprintOf(example, { id: 'wks_example' })

function found(key: string): Declared {
  const declared = blueprint.resources.find((one) => one.key === key)
  if (declared === undefined) throw new Error(`there is no ${key}`)
  return declared
}

/** Everything that has to succeed before a resource may begin, at any distance. */
function allBefore(key: string): Set<string> {
  const direct = dependenciesOf(found(key))
  return new Set([...direct, ...direct.flatMap((one) => [...allBefore(one)])])
}

function valuesOf(body: Json, property: string): Json[] {
  return propertiesIn(body).flatMap(([name, value]) => (name === property ? [value] : []))
}

test('the blueprint of the example', async () => {
  const text = blueprint.resources.map((one) => {
    const lines = [`${one.key}  (${one.phase}, ${one.how}, ${one.expectedSeconds} s)`, `  ${one.name}`]
    if (dependenciesOf(one).length > 0) lines.push(`  waits for  ${dependenciesOf(one).join(', ')}`)
    if (one.exclusive.length > 0)
      lines.push(`  exclusive  ${one.exclusive.map((id) => id.split('/').slice(-2).join('/')).join(', ')}`)
    return lines.join('\n')
  })
  await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('../test/private.blueprint.txt')
})

test('the training subnet exists only when its way to the firewall does', () => {
  expect(allBefore('network/training-subnet')).toContain('firewall/azure-firewall')
  expect(allBefore('network/endpoints-subnet')).not.toContain('firewall/azure-firewall')
})

test('compute begins only when names resolve, the way out is there and the storage is open to the workspace', () => {
  for (const key of ['compute/cpu-cluster', 'compute/ana-dev']) {
    const before = allBefore(key)
    for (const needed of [
      'endpoints/workspace-records',
      'endpoints/blob-records',
      'endpoints/registry-records',
      'dns/blob-link',
      'network/dns-servers',
      'network/training-subnet',
      'access/workspace-blobs',
    ]) {
      expect(before, `${key} and ${needed}`).toContain(needed)
    }
  }
})

test('no rule is written to a policy that a firewall uses already', () => {
  const before = allBefore('firewall/azure-firewall')
  expect(before).toContain('firewall/azure-ml-rules')
  expect(before).toContain('firewall/requested-rules')
})

test('writes that Azure refuses to do at once share an exclusive id', () => {
  const network = found('network/virtual-network').id.toLowerCase()
  const subnets = ['network/firewall-subnet', 'network/endpoints-subnet', 'network/training-subnet']
  for (const key of ['network/virtual-network', ...subnets, 'network/dns-servers']) {
    expect(found(key).exclusive, key).toContain(network)
  }
  const policy = found('firewall/policy').id.toLowerCase()
  for (const key of [
    'firewall/policy',
    'firewall/azure-ml-rules',
    'firewall/requested-rules',
    'firewall/azure-firewall',
  ]) {
    expect(found(key).exclusive, key).toContain(policy)
  }
  const storage = found('resources/storage').id.toLowerCase()
  for (const part of ['blob', 'file', 'queue', 'table']) {
    expect(found(`endpoints/${part}`).exclusive, part).toContain(storage)
  }
  const workspace = found('workspace/ml-workspace').id.toLowerCase()
  for (const key of ['workspace/ml-workspace', 'workspace/image-build', 'endpoints/workspace']) {
    expect(found(key).exclusive, key).toContain(workspace)
  }
})

test('both security groups end in a rule that refuses the rest, in both directions', () => {
  for (const key of ['network/training-rules', 'network/endpoints-rules']) {
    const rules = valuesOf(found(key).body, 'securityRules').flat()
    for (const direction of ['Inbound', 'Outbound']) {
      expect(rules).toContainEqual(
        expect.objectContaining({
          properties: expect.objectContaining({
            direction,
            access: 'Deny',
            priority: 4096,
            destinationAddressPrefix: '*',
          }),
        }),
      )
    }
  }
})

test('no two rules of a security group in one direction have the same priority', () => {
  for (const key of ['network/training-rules', 'network/endpoints-rules']) {
    const rules = propertiesIn(found(key).body).flatMap(([name, value]) =>
      name === 'properties' && typeof value === 'object' && value !== null && 'priority' in value
        ? [`${JSON.stringify(value.direction)} ${JSON.stringify(value.priority)}`]
        : [],
    )
    expect(new Set(rules).size).toBe(rules.length)
  }
})

test('the firewall allows traffic of the training subnet and of nothing else', () => {
  for (const key of ['firewall/azure-ml-rules', 'firewall/requested-rules']) {
    for (const source of valuesOf(found(key).body, 'sourceAddresses')) expect(source).toEqual(['10.40.8.0/21'])
  }
})

test('no network rule holds a host name', () => {
  for (const key of ['firewall/azure-ml-rules', 'firewall/requested-rules']) {
    expect(valuesOf(found(key).body, 'destinationFqdns')).toEqual([])
    for (const tags of valuesOf(found(key).body, 'destinationAddresses'))
      expect(JSON.stringify(tags)).not.toContain('*')
  }
})

test('a request that opens no hosts has no rules for them', () => {
  const { egress: _, ...closed } = example
  const keys = blueprintOf(closed, { id: 'wks_example' }).resources.map(({ key }) => key)
  expect(keys).not.toContain('firewall/requested-rules')
})

test('the route and the DNS servers are the address that the firewall will have', () => {
  const expected = { $output: { of: 'firewall/azure-firewall', name: 'privateIp' } }
  expect(valuesOf(found('network/egress-routes').body, 'nextHopIpAddress')).toEqual([expected])
  expect(valuesOf(found('network/dns-servers').body, 'dnsServers')).toEqual([[expected]])
})

test('the amendment of the storage account keeps it closed', () => {
  const [acls] = valuesOf(found('access/storage-admits-workspace').body, 'networkAcls')
  expect(acls).toMatchObject({ defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [], virtualNetworkRules: [] })
})

test('images are built by the first cluster without GPUs, and by none where there is none', () => {
  const withGpu = { name: 'gpu', vmSize: 'Standard_NC6s_v3', maxNodes: 2 }
  const withoutGpu = { name: 'cpu', vmSize: 'Standard_DS3_v2', maxNodes: 2 }
  const builders = (clusters: (typeof withGpu)[]) =>
    blueprintOf({ ...example, compute: { clusters } }, { id: 'w' })
      .resources.filter(({ key }) => key === 'workspace/image-build')
      .flatMap(({ body }) => valuesOf(body, 'imageBuildCompute'))
  expect(builders([withGpu, withoutGpu])).toEqual(['cpu'])
  expect(builders([withGpu])).toEqual([])
})

test('the endpoints of the workspace keep their records in both zones', () => {
  const zones = valuesOf(found('endpoints/workspace-records').body, 'privateDnsZoneId')
  expect(zones.flatMap((zone) => (isReference(zone) ? [zone.$output.of] : []))).toEqual(['dns/api', 'dns/notebooks'])
})

test('two workspaces of the same name share no name that is unique in all of Azure', () => {
  const other = blueprintOf(example, { id: 'wks_other' })
  for (const key of ['resources/storage', 'resources/key-vault', 'resources/container-registry']) {
    const name = other.resources.find((one) => one.key === key)?.name
    expect(name).not.toBe(found(key).name)
  }
})

test('it is computed in less than 5 ms', () => {
  blueprintOf(example, { id: 'warm' })
  const begun = performance.now()
  for (let run = 0; run < 100; run++) blueprintOf(example, { id: 'wks_example' })
  expect((performance.now() - begun) / 100).toBeLessThan(5)
})
