import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inPrivate } from '../../test/requests.ts'

test.each([
  ['usgovvirginia', 'AzurePublic'],
  ['chinanorth3', 'AzurePublic'],
  ['westeurope', 'AzureGovernment'],
  ['usgovvirginia', 'AzureChina'],
] as const)('%s is not a region of %s', (region, cloud) => {
  expect(codesAt({ ...inPrivate, region }, cloud)).toEqual(['region-other-cloud /region'])
})

test.each([
  ['westeurope', 'AzurePublic'],
  ['usgovvirginia', 'AzureGovernment'],
  ['chinanorth3', 'AzureChina'],
] as const)('%s is a region of %s', (region, cloud) => {
  expect(codesAt({ ...inPrivate, region }, cloud)).toEqual([])
})
