import { readFileSync } from 'node:fs'
import { blueprintOf } from '@palisade/blueprint'
import type { Declared, WorkspaceRequest } from '@palisade/contract'
import { armId, graph } from './graph.ts'
import type { Order } from './product.ts'

const body = {
  location: 'westeurope',
  tags: { purpose: 'benchmark' },
  properties: { publicNetworkAccess: 'Disabled' },
}

/** A job whose blueprint is the graph of the benchmark: what the stub and bare BullMQ know. */
export function graphOrder(name: string): Order {
  const workspaceId = `ws_${name}`
  const resources = graph.map(
    ({ key, type, seconds, after }): Declared => ({
      key,
      phase: 'network',
      action: 'make',
      kind: type,
      name: key,
      id: armId(name, key),
      body,
      after,
      exclusive: [],
      expectedSeconds: seconds,
      expectedRemovalSeconds: seconds,
    }),
  )
  return {
    workspaceId,
    jobId: `job_${name}`,
    request: {
      name,
      project: 'benchmark',
      subscriptionId: '00000000-1111-2222-3333-444444444444',
      resourceGroup: name,
      region: 'westeurope',
      scenario: 'open',
    },
    blueprint: { version: 1, workspaceId, resources, summary: { workspace: 'workspace' } },
  }
}

const example: WorkspaceRequest = JSON.parse(
  readFileSync(new URL('../../../../examples/private.json', import.meta.url), 'utf8'),
)

/** A request of the private example that stands in the way of no other of its number. */
export function exampleRequest(name: string, index: number): WorkspaceRequest {
  // A /22 each: 64 of them in one second octet.
  const addressSpace = `10.${Math.floor(index / 64) % 256}.${(index % 64) * 4}.0/22`
  const instances = example.compute?.instances?.map((instance) => ({ ...instance, name: `${name}-dev` }))
  return {
    ...example,
    name,
    resourceGroup: `rg-${name}`,
    network: { ...example.network, addressSpace },
    // Azure wants their names unique in a region.
    compute: { ...example.compute, ...(instances === undefined ? {} : { instances }) },
  }
}

/** A job as the API makes one of the private example: what the real gateway can send to a simulator. */
export function exampleOrder(name: string, index: number): Order {
  const workspaceId = `ws_${name}`
  const request = exampleRequest(name, index)
  return { workspaceId, jobId: `job_${name}`, request, blueprint: blueprintOf(request, { id: workspaceId }) }
}
