import { expect, test } from 'vitest'
import { checkOf } from '../../test/check-of.ts'
import { exampleOf } from '../../test/examples.ts'
import { inExisting, inPrivate, virtualNetworkId } from '../../test/requests.ts'

const group = `/subscriptions/${inPrivate.subscriptionId}/resourceGroups/${inPrivate.resourceGroup}`

test('what is only looked at may be locked', () => {
  expect(checkOf(inExisting, 'locks')?.scopes).toEqual([group])
})

test("what is written in somebody else's network may not be", () => {
  const network = { addressSpace: '10.2.0.0/20', existing: { virtualNetworkId } }
  expect(checkOf({ ...inPrivate, network }, 'locks')?.scopes).toEqual([group, virtualNetworkId])
})

test('a link in a zone of a hub is written, so the zone is looked at', () => {
  const zones = checkOf(exampleOf('existing-zones'), 'locks')?.scopes.filter((scope) => scope.includes('/rg-dns/'))
  expect(zones).toHaveLength(8)
})
