import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  clusterSeconds,
  forbiddenRanges,
  namedSubnets,
  reservedAddresses,
  resourceTypes,
  roleIds,
  softDeleteDays,
  subResources,
} from '../src/index.ts'
import { describeAgainstHandbook, handbook } from './handbook.ts'

describeAgainstHandbook('the facts against the collected ones', () => {
  test('private endpoints lead to the listed zones in every cloud and take the listed addresses', () => {
    interface Listed {
      readonly groupId: string
      /** Not known of a monitor scope. */
      readonly ipCount?: number
      readonly zones: {
        readonly AzurePublic: readonly string[]
        readonly AzureUSGovernment: readonly string[]
        readonly AzureChina: readonly string[]
      }
    }
    interface Service {
      readonly resourceType: string
      readonly subresources?: readonly Listed[]
    }
    /** A zone group holds five zones; this sixth one is left out. */
    const leftOut = 'privatelink.adx.monitor.azure.us'
    const { services } = handbook<{ services: Record<string, Service> }>('private-link.json')
    for (const { groupId, target, addresses, zones } of Object.values(subResources)) {
      const listed = Object.values(services)
        .find(({ resourceType }) => resourceType === target)
        ?.subresources?.find((sub) => sub.groupId === groupId)
      expect({ addresses, zones }, groupId).toEqual({
        addresses: listed?.ipCount ?? addresses,
        zones: {
          AzurePublic: listed?.zones.AzurePublic,
          AzureGovernment: listed?.zones.AzureUSGovernment.filter((zone) => zone !== leftOut),
          AzureChina: listed?.zones.AzureChina,
        },
      })
    }
  })

  test('role ids are the listed ones', () => {
    interface Roles {
      readonly roleDefinitionIds: Readonly<Record<string, string>>
      readonly uncertainIds: { readonly ids: Readonly<Record<string, string>> }
    }
    const { roleDefinitionIds, uncertainIds } = handbook<Roles>('roles.json')
    const listed = { ...roleDefinitionIds, ...uncertainIds.ids }
    for (const [name, id] of Object.entries(roleIds)) expect(id, name).toBe(listed[name])
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
    /** Of these our own estimates stand until somebody measures them. */
    const unlisted = new Set([
      'Microsoft.Compute/sshPublicKeys',
      'Microsoft.Insights/diagnosticSettings',
      'Microsoft.Insights/privateLinkScopes',
      'Microsoft.Insights/privateLinkScopes/scopedResources',
      'Microsoft.KubernetesConfiguration/extensions',
      'Microsoft.Resources/subscriptions',
      'Microsoft.Storage/storageAccounts/blobServices/containers',
    ])
    const { types } = handbook<{ types: Record<string, Listed> }>('arm-types.json')
    expect(Object.keys(types).filter((type) => unlisted.has(type))).toEqual([])
    for (const { type, seconds } of resourceTypes) {
      if (unlisted.has(type)) continue
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
      /** Of machines it differs between systems; ours run Linux. */
      readonly max?: number | { readonly linux: number }
      readonly regex?: string
    }
    const { types } = handbook<{ types: Record<string, Rule> }>('naming.json')
    const names = fc.stringMatching(/^[A-Za-z0-9._()-]{1,100}$/)
    for (const { type, name } of resourceTypes) {
      const rule = types[type]
      if (rule?.regex === undefined) continue
      const listed = new RegExp(rule.regex)
      const max = typeof rule.max === 'object' ? rule.max.linux : (rule.max ?? 256)
      fc.assert(
        fc.property(names, (candidate) => {
          if (!name.pattern.test(candidate)) return
          expect(listed.test(candidate), `${type}: ${candidate}`).toBe(true)
          expect(candidate.length, `${type}: ${candidate}`).toBeGreaterThanOrEqual(rule.min ?? 0)
          // A zone's listed length is that of one label.
          if (type !== 'Microsoft.Network/privateDnsZones') {
            expect(candidate.length, `${type}: ${candidate}`).toBeLessThanOrEqual(max)
          }
        }),
        { numRuns: 300 },
      )
    }
  })
})
