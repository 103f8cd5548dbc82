import { readdirSync } from 'node:fs'
import { WorkspaceRequest } from '@palisade/contract'
import { cloudOfRegion } from '@palisade/facts'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { validateRequest } from '../src/index.ts'
import { blueprintOfExample, exampleNames, exampleOf } from './examples.ts'
import { readable } from './readable.ts'

describe.each(exampleNames)('the example %s', (name) => {
  test('is a request that can be built', () => {
    const request = exampleOf(name)
    expect([...Value.Errors(WorkspaceRequest, request)]).toEqual([])
    expect(validateRequest(request, cloudOfRegion(request.region))).toEqual([])
  })

  test('has the blueprint that was reviewed', async () => {
    await expect(readable(blueprintOfExample(name))).toMatchFileSnapshot(`snapshots/${name}.txt`)
  })
})

test('no blueprint is left of an example that is gone', () => {
  const files = readdirSync(new URL('snapshots/', import.meta.url))
  expect(files.toSorted()).toEqual(exampleNames.map((name) => `${name}.txt`).toSorted())
})
