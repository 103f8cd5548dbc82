import { describe, expect, test } from 'vitest'
import { type Cloud, cloudHosts, cloudOfRegion } from '../src/index.ts'
import { type CollectedCloud, clouds } from './clouds.ts'
import { describeAgainstHandbook, handbook } from './handbook.ts'

describe('the cloud of a region', () => {
  test.each<[string, Cloud]>([
    ['westeurope', 'AzurePublic'],
    ['usgovvirginia', 'AzureGovernment'],
    ['USDoDEast', 'AzureGovernment'],
    ['chinanorth3', 'AzureChina'],
    // Names that begin alike.
    ['eastus', 'AzurePublic'],
    ['centralindia', 'AzurePublic'],
  ])('%s is in %s', (region, cloud) => {
    expect(cloudOfRegion(region)).toBe(cloud)
  })
})

describeAgainstHandbook('the hosts of a cloud against the collected facts', () => {
  test.each(clouds)('storage and vaults in $ours have the listed suffixes', ({ ours, collected }) => {
    interface Service {
      readonly subresources: readonly {
        readonly groupId: string
        readonly publicFqdn?: Readonly<Record<CollectedCloud, string>>
      }[]
    }
    const { services } = handbook<{ services: Readonly<Record<string, Service>> }>('private-link.json')
    const listed = (groupId: string) =>
      Object.values(services)
        .flatMap(({ subresources }) => subresources)
        .find((sub) => sub.groupId === groupId)?.publicFqdn?.[collected]
    expect(`{account}.blob.${cloudHosts[ours].storageSuffix}`).toBe(listed('blob'))
    expect(`{vault}.${cloudHosts[ours].vaultSuffix}`).toBe(listed('vault'))
  })

  test.each(clouds)('the studio in $ours is at the listed host', ({ ours, collected }) => {
    interface Hosts {
      readonly fqdns: readonly string[]
      readonly requiredFor: string
    }
    const { requiredFqdns } = handbook<{
      requiredFqdns: Readonly<Record<CollectedCloud, { readonly machineLearning: readonly Hosts[] }>>
    }>('outbound-rules.json')
    const studio = requiredFqdns[collected].machineLearning.filter(({ requiredFor }) => requiredFor === 'studio')
    expect([[cloudHosts[ours].studioHost]]).toEqual(studio.map(({ fqdns }) => fqdns))
  })
})
