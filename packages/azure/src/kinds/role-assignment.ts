import { roleAssignment as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { atOnce } from '../sdks/at-once.ts'
import { authorizationSdk } from '../sdks/authorization.ts'
import { relative } from '../sdks/relative.ts'
import { kind } from './kind.ts'

export const roleAssignment = kind({
  type,
  called: 'role assignment',
  sdk: authorizationSdk,
  read: (authorization, id) => authorization.roleAssignments.get(relative(id.scope), id.name),
  create: (authorization, id, body) =>
    atOnce(authorization.roleAssignments.create(relative(id.scope), id.name, flatten(body))),
  remove: (authorization, id) => atOnce(authorization.roleAssignments.delete(relative(id.scope), id.name)),
  outputs: () => ({}),
})
