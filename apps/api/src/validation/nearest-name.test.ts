import { expect, test } from 'vitest'
import { nearestName } from './nearest-name.ts'

const names = ['name', 'project', 'subscriptionId', 'resourceGroup', 'region', 'network', 'tags']

test.each([
  ['nam', 'name'],
  ['Name', 'name'],
  ['resource_group', 'resourceGroup'],
  ['subscription', 'subscriptionId'],
  ['tag', 'tags'],
  ['regoin', 'region'],
  ['evil', undefined],
  ['x'.repeat(10_000), undefined],
])('%s is taken for %s', (written, meant) => {
  expect(nearestName(written, names)).toBe(meant)
})
