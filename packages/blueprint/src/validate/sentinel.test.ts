import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inHybrid, inManaged, inOpen, inPrivate } from '../../test/requests.ts'

const sentinel = { access: 'private' } as const

test.each<[WorkspaceRequest, string]>([
  [{ ...inOpen, sentinel }, 'sentinel-needs-network /sentinel/access'],
  [{ ...inManaged, sentinel }, 'sentinel-needs-network /sentinel/access'],
  [{ ...inHybrid, sentinel }, 'sentinel-needs-network /sentinel/access'],
  [{ ...inPrivate, sentinel, jumpBox: false }, 'sentinel-needs-jump-box /jumpBox'],
  [{ ...inPrivate, sentinel: { access: 'public' } }, 'sentinel-needs-public-workspace /sentinel/access'],
])('notebooks that could not reach the workspace are refused', (request, problem) => {
  expect(codesAt(request)).toEqual([problem])
})

test.each<[WorkspaceRequest]>([
  [{ ...inPrivate, sentinel }],
  [{ ...inOpen, sentinel: { access: 'public' } }],
  [{ ...inPrivate, access: { public: true }, sentinel: { access: 'public' } }],
])('notebooks that can are accepted', (request) => {
  expect(codesAt(request)).toEqual([])
})
