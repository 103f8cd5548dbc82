import { describe, expect, test } from 'vitest'
import { removal } from './support/drive.ts'
import { example, ids } from './support/examples.ts'
import { scriptedAzure } from './support/scripted-azure.ts'

// Their names are the same in every workspace, so the name does not say whose they are.
const below = [
  ['container', ids.container, ids.storage],
  ['setting of a service of an account', ids.blobDiagnostics, ids.storage],
  ['diagnostic setting', ids.diagnostics, ids.workspace],
  ['extension', ids.extension, ids.kubernetes],
  ['onboarding', ids.sentinel, ids.logs],
  ['outbound rule', ids.hostRule, ids.managedWorkspace],
  ['resource in a private link scope', ids.scopedResource, ids.privateLinkScope],
] as const

describe('what lies below a resource belongs to whom that belongs to', () => {
  test.each(below)('%s: left alone when that is not ours', async (_, id, owner) => {
    const { gateway, sent } = await scriptedAzure(() => ({
      status: 200,
      body: { ...Object(example(owner).body), id: owner, tags: { 'palisade-workspace': 'ws-of-another' } },
    }))
    expect(await gateway.begin(removal(example(id)), { resuming: false })).toMatchObject({
      done: true,
      note: expect.stringContaining('left alone'),
    })
    expect(sent.map(({ method, path }) => [method, path])).toEqual([['GET', owner]])
  })

  test.each(below)('%s: removed when that is ours', async (_, id, owner) => {
    const { gateway, sent } = await scriptedAzure(({ method }) =>
      method === 'GET'
        ? { status: 200, body: { ...Object(example(owner).body), id: owner } }
        : { status: 200, body: {} },
    )
    expect(await gateway.begin(removal(example(id)), { resuming: false })).toMatchObject({ done: true })
    expect(sent.map(({ method, path }) => [method, path])).toEqual([
      ['GET', owner],
      ['DELETE', id],
    ])
  })
})

test('a Kubernetes cluster is only detached, and a cluster of nodes goes with its compute', async () => {
  for (const [id, action] of [
    [ids.attached, 'Detach'],
    [ids.cluster, 'Delete'],
  ] as const) {
    const { gateway, sent } = await scriptedAzure(({ method }) =>
      method === 'GET' ? { status: 200, body: { ...Object(example(id).body), id } } : { status: 204 },
    )
    expect(await gateway.begin(removal(example(id)), { resuming: false })).toMatchObject({ done: true })
    expect(sent.at(-1)).toMatchObject({ method: 'DELETE', path: id, query: { underlyingResourceAction: action } })
  }
})
