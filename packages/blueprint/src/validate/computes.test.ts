import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { cluster, inPrivate, instance } from '../../test/requests.ts'

test('clusters, instances and Kubernetes share one list of names', () => {
  const request = {
    ...inPrivate,
    compute: { clusters: [{ ...cluster, name: 'one' }], instances: [{ ...instance, name: 'ONE' }] },
    inference: { kubernetes: { name: 'One' } },
  }
  expect(codesAt(request)).toEqual([
    'duplicate-compute-name /compute/instances/0/name',
    'duplicate-compute-name /inference/kubernetes/name',
  ])
})
