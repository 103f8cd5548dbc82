import { expect, test } from 'vitest'
import { checkOf } from '../../test/check-of.ts'
import { exampleOf } from '../../test/examples.ts'
import { cluster, inManaged, inPrivate, instance } from '../../test/requests.ts'

test('a cluster counts at its most, and warns from its least', () => {
  const clusters = [{ ...cluster, minNodes: 1, priority: 'lowPriority' as const }]
  expect(checkOf({ ...inPrivate, compute: { clusters, instances: [instance] } }, 'quota')).toMatchObject({
    clusters: [{ name: 'cpu', vmSize: 'Standard_DS3_v2', nodes: 4, minNodes: 1, priority: 'lowPriority' }],
    instances: [{ name: 'ana-dev', nodes: 1, minNodes: 1, priority: 'dedicated' }],
  })
})

test('deployments count for Azure ML, and nodes of Kubernetes for the subscription', () => {
  expect(checkOf(exampleOf('inference'), 'quota')).toMatchObject({
    deployments: [{ name: 'blue', vmSize: 'Standard_DS3_v2', nodes: 1 }],
    virtualMachines: [{ nodes: 3, minNodes: 3 }],
  })
})

test('where nothing is limited, nothing is asked', () => {
  expect(checkOf(inManaged, 'quota')).toBeUndefined()
})
