import { expect, test } from 'vitest'
import {
  inferenceDefaults,
  kubernetesAddresses,
  kubernetesDefaults,
  mostStorageIpRules,
  mostWorkspaceIps,
  publicClientRanges,
} from '../src/index.ts'
import { describeAgainstHandbook, handbook } from './handbook.ts'

interface Limits {
  readonly aksCidrs: { readonly serviceCidrDefault: string }
  readonly aml: {
    readonly endpointsPerSubscriptionRegion: number
    readonly deploymentsPerSubscriptionRegion: number
    readonly deploymentsPerEndpoint: number
    readonly instancesPerDeployment: number
    readonly workspaceIpAllowRules: number
    readonly deploymentQuotaReserve: string
  }
  readonly storageNetworkRules: { readonly ipRules: number; readonly privateRangesRejected: readonly string[] }
}

describeAgainstHandbook('limits against the collected ones', () => {
  test('what a new subscription may have of online endpoints is what is listed', () => {
    const { aml } = handbook<Limits>('limits.json')
    expect(inferenceDefaults).toEqual({
      endpointsPerRegion: aml.endpointsPerSubscriptionRegion,
      deploymentsPerRegion: aml.deploymentsPerSubscriptionRegion,
      deploymentsPerEndpoint: aml.deploymentsPerEndpoint,
      instancesPerDeployment: aml.instancesPerDeployment,
      coresInReserve: Number.parseInt(aml.deploymentQuotaReserve, 10) / 100,
    })
  })

  test('as many clients are admitted as listed', () => {
    const { aml, storageNetworkRules } = handbook<Limits>('limits.json')
    expect(mostWorkspaceIps).toBe(aml.workspaceIpAllowRules)
    expect(mostStorageIpRules).toBe(storageNetworkRules.ipRules)
  })

  test('every private range that storage refuses is refused, and so is a range longer than it takes', () => {
    const { storageNetworkRules } = handbook<Limits>('limits.json')
    const refused = publicClientRanges.refused.map(({ cidr }) => cidr)
    expect(refused).toEqual(expect.arrayContaining([...storageNetworkRules.privateRangesRejected]))
    expect(publicClientRanges.longestPrefix).toBe(30)
  })

  test('the services of a cluster have the listed range by default', () => {
    const { aksCidrs } = handbook<Limits>('limits.json')
    expect(kubernetesDefaults.serviceCidr).toBe(aksCidrs.serviceCidrDefault)
  })
})

// The documentation's own example: 50 nodes and one for the upgrade take 51 + 51 * 30 addresses.
test('a cluster of 50 nodes whose pods are in the subnet takes 1581 addresses', () => {
  expect((50 + kubernetesAddresses.nodesForUpgrade) * kubernetesAddresses.perNode.subnet).toBe(1581)
})
