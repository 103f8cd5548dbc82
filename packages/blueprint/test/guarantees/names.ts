import { referencesIn } from '@palisade/contract'
import { type Built, type Guarantee, ofKind, repeated, typeOf } from './built.ts'
import { keyAt, textAt } from './json.ts'

export const names: readonly Guarantee[] = [
  {
    name: 'every name is one that Azure accepts',
    violations: ({ resources }) =>
      resources
        .filter((one) => one.action === 'make' && !typeOf(one).name.pattern.test(one.name))
        .map(({ key, name }) => `${key} is called ${name}`),
  },
  {
    name: 'no two resources that are made have the same id',
    violations: ({ resources }) =>
      repeated(resources.filter(({ action }) => action === 'make').map(({ id }) => id.toLowerCase())),
  },
  {
    name: 'a resource has one id, whatever is done with it',
    violations: ({ resources }) =>
      resources
        .filter(({ action, id, name }) => action !== 'check' && !id.endsWith(`/${name}`))
        .map(({ key, id }) => `${key}: ${id}`),
  },
  {
    // Azure refuses the same role for the same identity on the same resource under a second name.
    name: 'nobody is given the same role twice',
    violations: sameRoleTwice,
  },
]

function sameRoleTwice(built: Built): string[] {
  return repeated(
    ofKind(built, 'Microsoft.Authorization/roleAssignments').map(({ id, body }) => {
      const [scope = ''] = id.toLowerCase().split('/providers/microsoft.authorization/')
      const role = textAt(body, 'properties', 'roleDefinitionId')
      const holder = keyAt(body, 'properties', 'principalId')
      const [reference] = referencesIn(body)
      // Two keys may stand for one resource: an identity that the workspace and a cluster share.
      const principal =
        holder === undefined
          ? textAt(body, 'properties', 'principalId').toLowerCase()
          : `${built.byKey.get(holder)?.id.toLowerCase()} ${reference?.$output.name}`
      return `${role} on ${scope} for ${principal}`
    }),
  )
}
