/** An ARM id, taken apart. */
export interface ResourceId {
  readonly id: string
  /** `Microsoft.Network/virtualNetworks/subnets` */
  readonly type: string
  readonly name: string
  readonly subscription: string
  /** Empty for what belongs to no resource group. */
  readonly group: string
  /** The name of the resource that this one is a child of; empty for what is none. */
  readonly parentName: string
  /** The id of the resource that this one is a child of. */
  readonly parentId: string | undefined
  /** What stands before the last `/providers/`: for a role assignment, what it is about. */
  readonly scope: string
}

const withoutProvider = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i

/** Takes an ARM id apart. An id of any other form is a bug of the caller and throws an `Error`. */
export function parseResourceId(id: string): ResourceId {
  const [, subscription, group = ''] = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?(?:\/|$)/i.exec(id) ?? []
  if (subscription === undefined) throw new Error(`Not an ARM id: ${id}`)
  if (withoutProvider.test(id)) {
    return {
      id,
      type: group === '' ? 'Microsoft.Resources/subscriptions' : 'Microsoft.Resources/resourceGroups',
      name: group === '' ? subscription : group,
      subscription,
      group,
      parentName: '',
      parentId: undefined,
      scope: '',
    }
  }
  const at = id.toLowerCase().lastIndexOf('/providers/')
  const [namespace, ...pairs] = id.slice(at + '/providers/'.length).split('/')
  const types = pairs.filter((_, index) => index % 2 === 0)
  const names = pairs.filter((_, index) => index % 2 === 1)
  const name = names.at(-1)
  if (at < 0 || types.length !== names.length || !name || pairs.includes('')) throw new Error(`Not an ARM id: ${id}`)
  return {
    id,
    type: [namespace, ...types].join('/'),
    name,
    subscription,
    group,
    parentName: names.at(-2) ?? '',
    parentId: names.length > 1 ? id.split('/').slice(0, -2).join('/') : undefined,
    scope: id.slice(0, at),
  }
}
