import { type CheckName, type CheckSubject, readCheckSubject, type WorkspaceRequest } from '@palisade/contract'
import { blueprintOf } from '../src/index.ts'

/** What a check of a request looks at; undefined where there is nothing for it to look at. */
export function checkOf<Name extends CheckName>(
  request: WorkspaceRequest,
  name: Name,
): Extract<CheckSubject, { check: Name }> | undefined {
  const isOne = (subject: CheckSubject): subject is Extract<CheckSubject, { check: Name }> => subject.check === name
  return blueprintOf(request, { id: 'wks_example' })
    .resources.filter(({ action }) => action === 'check')
    .map(({ body }) => readCheckSubject(body))
    .find(isOne)
}
