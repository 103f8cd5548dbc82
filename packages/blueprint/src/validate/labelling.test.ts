import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inHybrid, inManaged, inOpen, inPrivate } from '../../test/requests.ts'

const labelled = (request: WorkspaceRequest, labelling: 'defaultAccount' | 'separateAccount'): WorkspaceRequest => ({
  ...request,
  studio: { labelling },
})

test.each([inPrivate, inHybrid, inManaged])('labelling cannot use a default account that is not open', (request) => {
  expect(codesAt(labelled(request, 'defaultAccount'))).toEqual(['labelling-default-account /studio/labelling'])
  expect(codesAt(labelled(request, 'separateAccount'))).toEqual([])
})

test('labelling can use a default account that is open', () => {
  expect(codesAt(labelled(inOpen, 'defaultAccount'))).toEqual([])
})
