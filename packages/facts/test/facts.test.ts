import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  azureMlHosts,
  azureMlServiceTags,
  clusterSeconds,
  forbiddenRanges,
  highBusinessImpactHosts,
  highBusinessImpactVault,
  hostSets,
  namedSubnets,
  reservedAddresses,
  resourceTypes,
  roleIds,
  type ServiceTagRule,
  softDeleteDays,
  storageOverSmb,
  subResources,
} from '../src/index.ts'
import { describeAgainstHandbook, handbook } from './handbook.ts'

interface CollectedHosts {
  readonly fqdns: readonly string[]
  readonly protocol: string
  readonly ports: readonly number[]
  readonly firewallRuleKind: string
}

interface CollectedTag {
  readonly tag: string
  readonly protocol: string
  readonly ports: readonly number[]
}

interface Outbound {
  readonly serviceTags: { readonly required: readonly CollectedTag[] }
  readonly requiredFqdns: { readonly AzurePublic: Readonly<Record<string, readonly CollectedHosts[]>> }
  readonly monitoring: { readonly AzurePublic: readonly CollectedHosts[] }
  readonly scenarios: Readonly<
    Record<string, { readonly rules?: readonly CollectedHosts[]; readonly serviceTags?: readonly CollectedTag[] }>
  >
}

const anyProtocol: Readonly<Record<string, string>> = { TCP: 'Tcp', UDP: 'Udp', ANY: '*' }

function tagLine(rule: Pick<ServiceTagRule, 'tag' | 'protocol' | 'ports'>): string {
  return `${rule.tag} ${rule.protocol} ${rule.ports.join(',')}`
}

function collectedTagLine(tag: CollectedTag): string {
  return tagLine({ tag: tag.tag, protocol: protocolOf(tag.protocol), ports: tag.ports.map(String) })
}

function protocolOf(collected: string): ServiceTagRule['protocol'] {
  const found = anyProtocol[collected]
  if (found === 'Tcp' || found === 'Udp' || found === '*') return found
  throw new Error(`unknown protocol ${collected}`)
}

const hostsOf = (rules: readonly CollectedHosts[]) => rules.flatMap(({ fqdns }) => fqdns)

describeAgainstHandbook('the facts against the collected ones', () => {
  test('every service tag that compute needs is there, with its ports', () => {
    const { serviceTags, scenarios } = handbook<Outbound>('outbound-rules.json')
    const insideTheNetwork = 'VirtualNetwork'
    expect(azureMlServiceTags.map(tagLine).toSorted()).toEqual(
      serviceTags.required
        .filter(({ tag }) => tag !== insideTheNetwork)
        .map(collectedTagLine)
        .toSorted(),
    )
    expect([highBusinessImpactVault].map(tagLine)).toEqual(scenarios.hbiWorkspace?.serviceTags?.map(collectedTagLine))
    expect([storageOverSmb].map(tagLine)).toEqual(scenarios.storageBehindFirewall?.serviceTags?.map(collectedTagLine))
  })

  test('the security group profile for compute without public IP asks for the same service tags', () => {
    interface Rule {
      readonly protocol: string
      readonly destinationAddressPrefix: string
      readonly destinationPortRanges: readonly string[]
    }
    const { profiles } = handbook<{ profiles: Record<string, { outbound: Rule[] }> }>('nsg-rules.json')
    const profile = profiles.computeSubnetNoPublicIp?.outbound ?? []
    expect(azureMlServiceTags.map(tagLine).toSorted()).toEqual(
      profile
        .filter((rule) => rule.destinationAddressPrefix !== 'VirtualNetwork')
        .map((rule) => `${rule.destinationAddressPrefix} ${rule.protocol} ${rule.destinationPortRanges.join(',')}`)
        .toSorted(),
    )
  })

  test('every host that an application rule can allow is there, and none that is not listed', () => {
    const { requiredFqdns, monitoring } = handbook<Outbound>('outbound-rules.json')
    const listed = [...Object.values(requiredFqdns.AzurePublic).flat(), ...monitoring.AzurePublic]
    const wanted = hostsOf(listed.filter((rule) => rule.firewallRuleKind === 'application')).filter(
      // The workspace's own account is reached through private endpoints.
      (host) => !host.startsWith('{storage}'),
    )
    const ours = [...azureMlHosts.AzurePublic, highBusinessImpactHosts.AzurePublic].flatMap(({ hosts }) => hosts)
    expect(ours.toSorted()).toEqual([...new Set(wanted)].toSorted())
  })

  test('every host that no application rule can allow is on a port that a service tag opens', () => {
    const { requiredFqdns } = handbook<Outbound>('outbound-rules.json')
    const tags = [...azureMlServiceTags, storageOverSmb]
    const others = Object.values(requiredFqdns.AzurePublic)
      .flat()
      .filter((rule) => rule.firewallRuleKind === 'network')
    for (const { protocol, ports } of others) {
      for (const port of ports) {
        const opened = tags.some((tag) => tag.protocol === protocolOf(protocol) && tag.ports.includes(String(port)))
        expect(opened, `${protocol} ${port}`).toBe(true)
      }
    }
  })

  test('the named sets open the listed hosts', () => {
    const { scenarios } = handbook<Outbound>('outbound-rules.json')
    const listed = {
      python: 'pythonPackages',
      r: 'rPackages',
      rstudio: 'rStudioInstall',
      vscode: 'visualStudioCode',
      huggingface: 'huggingFace',
      dockerhub: 'dockerHub',
    } as const
    for (const [name, hosts] of Object.entries(hostSets)) {
      const scenario = Object.entries(listed).find(([ours]) => ours === name)?.[1] ?? ''
      expect(hosts, name).toEqual(hostsOf(scenarios[scenario]?.rules ?? []))
    }
  })

  test('private endpoints lead to the listed zones and take the listed addresses', () => {
    interface Service {
      readonly resourceType: string
      readonly subresources: readonly { groupId: string; ipCount: number; zones: { AzurePublic: string[] } }[]
    }
    const { services } = handbook<{ services: Record<string, Service> }>('private-link.json')
    for (const { groupId, target, addresses, zones } of Object.values(subResources)) {
      const listed = Object.values(services)
        .find(({ resourceType }) => resourceType === target)
        ?.subresources.find((sub) => sub.groupId === groupId)
      expect({ addresses, zones: zones.AzurePublic }, groupId).toEqual({
        addresses: listed?.ipCount,
        zones: listed?.zones.AzurePublic,
      })
    }
  })

  test('role ids are the listed ones', () => {
    const { roleDefinitionIds } = handbook<{ roleDefinitionIds: Record<string, string> }>('roles.json')
    for (const [name, id] of Object.entries(roleIds)) expect(id, name).toBe(roleDefinitionIds[name])
  })

  test('limits are the listed ones', () => {
    interface Limits {
      readonly subnet: { readonly reservedIps: number }
      readonly reservedSubnets: Readonly<Record<string, { readonly minPrefix: number }>>
      readonly forbiddenVnetRanges: readonly { readonly cidr: string }[]
      readonly softDelete: { amlWorkspaceDays: number; keyVaultDays: [number, number]; logAnalyticsDays: number }
    }
    const limits = handbook<Limits>('limits.json')
    expect(reservedAddresses).toBe(limits.subnet.reservedIps)
    expect(forbiddenRanges.map(({ cidr }) => cidr)).toEqual(limits.forbiddenVnetRanges.map(({ cidr }) => cidr))
    for (const [name, { longestPrefix }] of Object.entries(namedSubnets)) {
      expect(longestPrefix, name).toBe(limits.reservedSubnets[name]?.minPrefix)
    }
    expect(softDeleteDays).toEqual({
      keyVault: limits.softDelete.keyVaultDays[1],
      mlWorkspace: limits.softDelete.amlWorkspaceDays,
      logAnalytics: limits.softDelete.logAnalyticsDays,
    })
  })

  test('durations are the listed ones', () => {
    interface Listed {
      readonly typicalSeconds: { readonly create: number; readonly update: number; readonly delete: number }
    }
    const { types } = handbook<{ types: Record<string, Listed> }>('arm-types.json')
    for (const { type, seconds } of resourceTypes) {
      if (type === 'Microsoft.Resources/subscriptions') continue
      const typical = types[type]?.typicalSeconds
      expect({ create: seconds.create, remove: seconds.remove }, type).toEqual({
        create: typical?.create,
        remove: typical?.delete,
      })
      if (seconds.amend !== undefined) expect(seconds.amend, type).toBe(typical?.update)
    }
    expect(clusterSeconds).toBeGreaterThanOrEqual(10)
    expect(clusterSeconds).toBeLessThanOrEqual(60)
  })

  // Two patterns that look different may say the same, so they are held against the same names.
  test('our rule for a name accepts nothing that the listed one refuses', () => {
    interface Rule {
      readonly min?: number
      readonly max?: number
      readonly regex?: string
    }
    const { types } = handbook<{ types: Record<string, Rule> }>('naming.json')
    const names = fc.stringMatching(/^[A-Za-z0-9._()-]{1,100}$/)
    for (const { type, name } of resourceTypes) {
      const rule = types[type]
      if (rule?.regex === undefined) continue
      const listed = new RegExp(rule.regex)
      fc.assert(
        fc.property(names, (candidate) => {
          if (!name.pattern.test(candidate)) return
          expect(listed.test(candidate), `${type}: ${candidate}`).toBe(true)
          expect(candidate.length, `${type}: ${candidate}`).toBeGreaterThanOrEqual(rule.min ?? 0)
          // A zone's listed length is that of one label.
          if (type !== 'Microsoft.Network/privateDnsZones') {
            expect(candidate.length, `${type}: ${candidate}`).toBeLessThanOrEqual(rule.max ?? 256)
          }
        }),
        { numRuns: 300 },
      )
    }
  })
})
