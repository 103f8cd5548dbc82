import { expect, test } from 'vitest'
import { checkOf } from '../../test/check-of.ts'
import { cluster, inOpen, instance } from '../../test/requests.ts'

test('instances and endpoints have names in their region, clusters only in their workspace', () => {
  const request = {
    ...inOpen,
    compute: { clusters: [cluster], instances: [instance] },
    inference: { endpoints: [{ name: 'card-scoring' }] },
  }
  const asked = checkOf(request, 'names')?.resources.map(({ type, name }) => [type.split('/').at(-1), name])
  expect(asked).toContainEqual(['computes', 'ana-dev'])
  expect(asked).toContainEqual(['onlineEndpoints', 'card-scoring'])
  expect(asked).not.toContainEqual(['computes', 'cpu'])
})

test('what the request does not say is refused', () => {
  expect(checkOf(inOpen, 'names')).toMatchObject({ onSoftDeleted: 'refuse', adopts: false })
  const resources = { onSoftDeleted: 'purge', onExisting: 'adopt' } as const
  expect(checkOf({ ...inOpen, resources }, 'names')).toMatchObject({ onSoftDeleted: 'purge', adopts: true })
})
