import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { cloudOf } from '../arm/cloud-of.ts'
import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { monitorAnswers } from '../long-running/monitor-answers.ts'
import type { World } from '../state/world.ts'

const linkable = ['Microsoft.OperationalInsights/workspaces', 'Microsoft.Insights/components']

/** Links a Log Analytics workspace or Application Insights to a scope, one at a time. */
export const monitorScopedResource: ArmType = {
  type: 'Microsoft.Insights/privateLinkScopes/scopedResources',
  name: { accepts: /^[A-Za-z0-9_.()-]{1,255}$/ },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: monitorAnswers.scopedResource,
  seconds: { create: 15, update: 15, delete: 15 },
  requires: ['properties.linkedResourceId'],
  refers: (body) => [
    { id: read.text(body, 'properties', 'linkedResourceId') ?? '', field: 'properties.linkedResourceId' },
  ],
  locks: (id) => [id.parent],
  validate({ id, body, world }) {
    const linked = keyOf(read.text(body, 'properties', 'linkedResourceId') ?? '')
    const type = world.get(linked)?.type ?? ''
    if (!linkable.includes(type))
      throw new ArmError(
        400,
        'BadRequest',
        `A resource of type ${type} cannot be linked to a private link scope. Allowed types: ${linkable.join(', ')}.`,
        { target: 'properties.linkedResourceId' },
      )
    // Azure says so even to a second PUT of the same one, as azure-rest-api-specs#28176 reports; ours lets that pass.
    const twin = world
      .children(id.parent, monitorScopedResource.type)
      .find(
        (other) =>
          other.key !== id.key && keyOf(read.text(other.body, 'properties', 'linkedResourceId') ?? '') === linked,
      )
    if (twin !== undefined)
      throw new ArmError(
        409,
        'Conflict',
        'Scoped resource with same linked resource id already exists in this private link scope',
      )
  },
  complete: ({ body }) => ({
    body: { properties: { linkedResourceId: read.text(body, 'properties', 'linkedResourceId') } },
  }),
  settled: (link, world) => tellScope(link.parent, world),
  removed: (link, world) => tellScope(link.parent, world),
}

/** A scope remembers what an endpoint to it must have names for. */
function tellScope(scopeKey: string, world: World): void {
  const scope = world.get(scopeKey)
  if (scope === undefined) return
  const linked = world.children(scope.key, monitorScopedResource.type).flatMap((link) => {
    const target = world.get(keyOf(read.text(link.body, 'properties', 'linkedResourceId') ?? ''))
    return target === undefined ? [] : [target]
  })
  const customers = linked.flatMap((target) => read.text(target.body, 'properties', 'customerId') ?? [])
  world.put({
    ...scope,
    internal: {
      ...scope.internal,
      customers: [...new Set(customers)].sort(),
      cloud: linked[0] === undefined ? 'public' : cloudOf(linked[0]),
    },
  })
}
