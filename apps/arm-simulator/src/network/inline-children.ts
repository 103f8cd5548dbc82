import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** Children that are written with their parent as well as alone: who writes the one changes the other. */
export interface InlineChildren {
  readonly type: string
  /** The list in the parent's properties. */
  readonly property: string
}

export const securityRules: InlineChildren = {
  type: 'Microsoft.Network/networkSecurityGroups/securityRules',
  property: 'securityRules',
}

export const policyDefinitions: InlineChildren = {
  type: 'Microsoft.Network/serviceEndpointPolicies/serviceEndpointPolicyDefinitions',
  property: 'serviceEndpointPolicyDefinitions',
}

/** After a parent was put: makes its children what its list says. Answers those that the operation is about. */
export function placeChildren(parent: Resource, { type, property }: InlineChildren, world: World): Resource[] {
  const before = new Map(world.children(parent.key, type).map((child) => [child.key, child]))
  const word = type.split('/').at(-1) ?? ''
  const placed = read.list(parent.body, 'properties', property).map((item) => {
    const name = read.text(item, 'name') ?? ''
    const key = `${parent.key}/${word.toLowerCase()}/${name.toLowerCase()}`
    const { provisioningState: _state, ...properties } = read.object(item, 'properties')
    before.delete(key)
    const child: Resource = {
      id: `${parent.id}/${word}/${name}`,
      key,
      type,
      name,
      subscription: parent.subscription,
      parent: parent.key,
      body: { properties },
      internal: { etag: `W/"${world.newGuid()}"` },
      state: 'Updating',
      hidden: false,
    }
    world.put(child)
    return child
  })
  for (const gone of before.keys()) world.remove(gone)
  return placed
}

/** After a child was put alone. */
export function writeIntoParent(child: Resource, { property }: InlineChildren, world: World): void {
  const item: JsonObject = {
    id: child.id,
    name: child.name,
    type: child.type,
    properties: { provisioningState: 'Succeeded', ...read.object(child.body, 'properties') },
  }
  change(child, property, world, (others) => [...others, item])
}

/** After a child was deleted alone. */
export function dropFromParent(child: Resource, { property }: InlineChildren, world: World): void {
  change(child, property, world, (others) => others)
}

function change(child: Resource, property: string, world: World, join: (others: JsonObject[]) => JsonObject[]): void {
  const parent = world.get(child.parent)
  if (parent === undefined) return
  const others = read
    .list(parent.body, 'properties', property)
    .filter((item) => read.isObject(item))
    .filter((item) => read.text(item, 'name')?.toLowerCase() !== child.name.toLowerCase())
  world.put({
    ...parent,
    body: { ...parent.body, properties: { ...read.object(parent.body, 'properties'), [property]: join(others) } },
    internal: { ...parent.internal, etag: `W/"${world.newGuid()}"` },
  })
}
