import type { Declared } from '@palisade/contract'
import { type ResourceType, resourceTypes } from '@palisade/facts'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { filled } from '../filled.ts'
import { type Guarantee, typeOf } from './built.ts'

export const bodies: readonly Guarantee[] = [
  {
    name: 'every body is one that its schema accepts',
    violations: ({ resources }) => resources.flatMap(unaccepted),
  },
  {
    name: 'every resource that can carry tags says whose it is, whatever tags were asked for',
    violations: ({ resources, request, workspaceId }) => {
      const expected = {
        ...request.tags,
        'palisade-workspace': workspaceId,
        'palisade-project': request.project,
        'managed-by': 'palisade',
      }
      return resources
        .filter((one) => one.action === 'make' && typeOf(one).hasTags)
        .filter(({ body }) => JSON.stringify(tagsIn(body)) !== JSON.stringify(expected))
        .map(({ key }) => key)
    },
  },
]

function tagsIn(body: Declared['body']) {
  return typeof body === 'object' && body !== null && 'tags' in body ? body.tags : undefined
}

type Compiled = ReturnType<typeof Compile>

const compiled = (schema: (type: ResourceType) => TSchema | undefined): ReadonlyMap<string, Compiled> =>
  new Map(
    resourceTypes.flatMap((type: ResourceType) => {
      const found = schema(type)
      return found === undefined ? [] : [[type.type, Compile(found)] as const]
    }),
  )

const whole = compiled((type) => type.body)
const changed = compiled((type) => type.amendment)
const required = compiled((type) => type.requirement)

const schemasOf = { make: whole, amend: changed, adjust: changed, read: required, await: required } as const

function unaccepted({ key, kind, action, body }: Declared): string[] {
  // What is only looked at has a body where something is required of it.
  // Of a check it is not a body of Azure's: see the guarantees of the preflight.
  if (action === 'check') return []
  if (body === null) return action === 'read' || action === 'await' ? [] : [`${key} has no body`]
  const schema = schemasOf[action].get(kind)
  if (schema === undefined) return [`${key}: the facts have no schema for "${action}"`]
  const sent = filled(body)
  if (schema.Check(sent)) return []
  return [...schema.Errors(sent)].map(({ instancePath, message }) => `${key} ${instancePath} ${message}`)
}
