import { isDeepStrictEqual } from 'node:util'
import { type Declared, WorkspaceRequest } from '@palisade/contract'
import { Value } from 'typebox/value'
import { validateChange, validateRequest } from '../../src/index.ts'
import { type Built, built as build, type Guarantee } from './built.ts'
import { keyAt, textAt } from './json.ts'
import { shuffled } from './shuffled.ts'
import { requestsWithLess } from './with-less.ts'

export const stable: readonly Guarantee[] = [
  {
    name: 'the same request gives the same blueprint',
    violations: ({ request, cloud, blueprint }) =>
      JSON.stringify(build(structuredClone(request), cloud).blueprint) === JSON.stringify(blueprint)
        ? []
        : ['it differs'],
  },
  {
    name: 'the order of the properties of a request means nothing',
    violations: ({ request, cloud, blueprint }) => {
      const other = build(Value.Parse(WorkspaceRequest, shuffled(request)), cloud).blueprint
      if (isDeepStrictEqual(other, blueprint)) return []
      return blueprint.resources
        .filter((one, index) => !isDeepStrictEqual(one, other.resources[index]))
        .map(({ key }) => key)
    },
  },
  {
    // Azure cannot rename a resource, and cannot move a subnet in use.
    name: 'adding an option renames nothing, and moves nothing',
    violations: addedOption,
  },
]

function addedOption({ request, cloud, byKey }: Built): string[] {
  return requestsWithLess(request)
    .filter(({ less }) => validateRequest(less, cloud).length === 0 && validateChange(less, request).length === 0)
    .flatMap(({ without, less }) =>
      build(less, cloud).resources.flatMap((before) => {
        const after = byKey.get(before.key)
        return after === undefined || isInPlace(before, after) ? [] : [`${without}: ${before.key}`]
      }),
    )
}

function isInPlace(before: Declared, after: Declared): boolean {
  // A role of another identity is another role.
  if (keyAt(before.body, 'properties', 'principalId') !== keyAt(after.body, 'properties', 'principalId')) return true
  const prefix = ({ body }: Declared) => textAt(body, 'properties', 'addressPrefix')
  // What somebody else has made may be written in more than one way.
  const place = ({ id }: Declared) => id.toLowerCase()
  return place(before) === place(after) && prefix(before) === prefix(after)
}
