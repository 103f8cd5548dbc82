import { type Action, type CheckSubject, type Declared, referencesIn } from '@palisade/contract'
import { actionsOn, actionToPointAt, type Doing, userAssignedIdentity } from '@palisade/facts'
import { isFields, valueAt } from './body-value.ts'
import type { Composed } from './composed.ts'
import { scopeOf } from './scope-of.ts'

const doings: Readonly<Record<Action, Doing | undefined>> = {
  make: 'make',
  amend: 'change',
  adjust: 'change',
  read: 'read',
  await: 'read',
  check: undefined,
}

/** Whether the one who builds may do all that is going to be done, also on what is somebody else's. */
export function permissions(composed: Composed): CheckSubject {
  const byKey = new Map(composed.resources.map((one) => [one.key, one]))
  const needs = new Map<string, { readonly scope: string; readonly actions: Set<string> }>()
  const need = (scope: string, actions: readonly string[]) => {
    const known = needs.get(scope.toLowerCase()) ?? { scope, actions: new Set() }
    for (const action of actions) known.actions.add(action)
    needs.set(scope.toLowerCase(), known)
  }

  for (const one of composed.resources) {
    const doing = doings[one.action]
    if (doing === undefined) continue
    need(scopeOf(composed, one), actionsOn(one.kind, doing))
    if (doing === 'read') continue
    for (const target of pointedAt(one, byKey)) {
      const action = actionToPointAt(target.kind, one.kind)
      if (action !== undefined) need(scopeOf(composed, target), [action])
    }
  }
  return {
    check: 'permissions',
    subscription: composed.site.request.subscriptionId,
    needs: [...needs.values()].map(({ scope, actions }) => ({ scope, actions: [...actions].sort() })),
  }
}

/** What a resource points at in its body: by a reference to an id, or as whom it acts. */
function pointedAt(
  { body }: Declared,
  byKey: ReadonlyMap<string, Declared>,
): readonly Pick<Declared, 'id' | 'kind' | 'action'>[] {
  const referred = referencesIn(body).flatMap(({ $output: { of, name } }) =>
    name === 'id' ? (byKey.get(of) ?? []) : [],
  )
  const identities = valueAt(body, 'identity', 'userAssignedIdentities')
  const actsAs = isFields(identities) ? Object.keys(identities) : []
  return [...referred, ...actsAs.map((id) => ({ id, kind: userAssignedIdentity.type, action: 'read' as const }))]
}
