import { requireSafePath } from './safe-path.ts'

/** An ARM id, taken apart. */
export interface ResourceId {
  readonly id: string
  /** `Microsoft.Network/virtualNetworks/subnets` */
  readonly type: string
  readonly name: string
  readonly subscription: string
  /** Empty for what belongs to no resource group. */
  readonly group: string
  /** The name of the resource that this one belongs to; empty for what belongs to none. */
  readonly parentName: string
  /**
   * The id of the resource that this one belongs to and goes with: it is a child of that, or lies below it as the resource
   * of another provider. A role assignment belongs to nobody: what it is about may be somebody else's.
   */
  readonly parentId: string | undefined
  /** What stands before the last `/providers/`: for a role assignment or a diagnostic setting, what it is about. */
  readonly scope: string
}

const withoutProvider = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i

/**
 * Takes an ARM id apart. One that could lead a call elsewhere is refused (see `requireSafePath`); an id of any other form
 * is a bug of the caller and throws an `Error`.
 */
export function parseResourceId(id: string): ResourceId {
  const [, subscription, group = ''] = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?(?:\/|$)/i.exec(id) ?? []
  if (subscription === undefined) throw new Error(`Not an ARM id: ${id}`)
  requireSafePath(id)
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
  const type = [namespace, ...types].join('/')
  const scope = id.slice(0, at)
  const parentId = names.length > 1 ? account(id.split('/').slice(0, -2).join('/')) : ownerBelow(scope, type)
  return {
    id,
    type,
    name,
    subscription,
    group,
    parentName: parentId?.split('/').at(-1) ?? '',
    parentId,
    scope,
  }
}

/** The resource that another provider's resource lies below; undefined where that is only a group or a subscription. */
function ownerBelow(scope: string, type: string): string | undefined {
  if (withoutProvider.test(scope) || /^microsoft\.authorization\/roleassignments$/i.test(type)) return undefined
  return account(scope)
}

/** A storage account has one of each of its services, which nobody makes: what lies in them belongs to the account. */
function account(id: string): string {
  return id.replace(/\/(?:blob|file|queue|table)Services\/default$/i, '')
}
