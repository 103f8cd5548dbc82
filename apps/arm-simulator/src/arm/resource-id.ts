import { ArmError } from './arm-error.ts'

/** A resource, or a group or subscription, taken apart. */
export interface ResourceId {
  /** As the client wrote it. */
  readonly id: string
  /** What ids are compared by: ARM compares them without case. */
  readonly key: string
  readonly subscription: string
  readonly group: string | undefined
  /** `Microsoft.Network/virtualNetworks/subnets`, as the client wrote it. */
  readonly type: string
  readonly name: string
  /** The names without types, `vnet/subnet`. */
  readonly names: readonly string[]
  /** What it lies in: the parent resource, the scope of an extension, else the group or subscription. */
  readonly parent: string
}

/** How ids are compared. */
export function keyOf(id: string): string {
  return `/${id.split('/').filter(Boolean).join('/')}`.toLowerCase()
}

/** Takes an id apart, or answers nothing when it is not the id of one resource. */
export function parseResourceId(text: string): ResourceId | undefined {
  const segments = text.split('/').filter(Boolean)
  const id = `/${segments.join('/')}`
  const key = id.toLowerCase()
  const lower = key.split('/').filter(Boolean)
  const subscription = lower[0] === 'subscriptions' ? (lower[1] ?? '') : ''
  const group = lower[2] === 'resourcegroups' ? segments[3] : undefined
  const providerAt = lower.lastIndexOf('providers')
  if (providerAt === -1) {
    if (lower.length === 4 && group !== undefined) {
      return {
        id: `/subscriptions/${subscription}/resourceGroups/${group}`,
        key,
        subscription,
        group,
        type: 'Microsoft.Resources/resourceGroups',
        name: group,
        names: [group],
        parent: `/subscriptions/${subscription}`,
      }
    }
    return undefined
  }
  const tail = segments.slice(providerAt + 1)
  const namespace = tail[0]
  if (namespace === undefined || tail.length < 3 || tail.length % 2 === 0) return undefined
  const types: string[] = []
  const names: string[] = []
  tail.slice(1).forEach((segment, index) => {
    if (index % 2 === 0) types.push(segment)
    else names.push(segment)
  })
  const parent = names.length > 1 ? segments.slice(0, -2) : segments.slice(0, providerAt)
  return {
    id,
    key,
    subscription,
    group,
    type: [namespace, ...types].join('/'),
    name: names.at(-1) ?? '',
    names,
    parent: `/${parent.join('/')}`.toLowerCase(),
  }
}

/** Takes an id apart that a client gave inside a body; one that is none is the client's mistake. */
export function requireResourceId(text: string, field: string): ResourceId {
  const id = parseResourceId(text)
  if (id === undefined)
    throw new ArmError(
      400,
      'LinkedInvalidPropertyId',
      `Property id '${text}' at path '${field}' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
    )
  return id
}
