import { parseResourceId } from '../arm/resource-id.ts'
import type { Types } from '../arm/types.ts'

/** What a call does, in the words of roles, and where. */
export interface AskedAction {
  /** `Microsoft.Network/virtualNetworks/subnets/write`. */
  readonly action: string
  readonly scope: string
}

/**
 * The action that a call needs. Reads of what is still under way need none of their own: who could begin may ask.
 * Source: "Azure resource provider operations": `{type}/read`, `/write`, `/delete`, and `/{word}/action` for a POST.
 */
export function actionOf(method: string, path: string, types: Types): AskedAction | undefined {
  const segments = path.split('/').filter(Boolean)
  if (/operation/i.test(segments.at(-2) ?? '')) return undefined
  const verb = method === 'GET' || method === 'HEAD' ? 'read' : method === 'DELETE' ? 'delete' : 'write'
  const id = parseResourceId(path)
  if (id !== undefined && method !== 'POST') {
    return { action: `${nameOf(id.type, types)}/${verb}`, scope: id.id }
  }
  const providerAt = segments.map((segment) => segment.toLowerCase()).lastIndexOf('providers')
  if (providerAt === -1) return ofSubscription(segments, verb, method)
  const tail = segments.slice(providerAt + 1)
  const scope = `/${segments.slice(0, providerAt).join('/')}`
  const [namespace = '', ...rest] = tail
  if (rest.length === 0) return { action: 'Microsoft.Resources/subscriptions/providers/read', scope }
  if (/^(un)?register$/i.test(rest[0] ?? '')) return { action: `${namespace}/register/action`, scope }
  // Words stand at the even places, names between them. A word without a name is a list, or what is done.
  const words = rest.filter((_, index) => index % 2 === 0)
  if (method === 'POST') {
    const word = words.pop() ?? ''
    const asksOnly = /^check/i.test(word)
    const isBelowResource = rest.length % 2 === 1 && rest.length > 1
    const what = isBelowResource ? [namespace, ...words, word] : [namespace, word]
    return {
      action: `${nameOf(what.join('/'), types)}/${asksOnly ? 'read' : 'action'}`,
      scope: scopeOf(segments, scope, isBelowResource),
    }
  }
  return {
    action: `${nameOf([namespace, ...words].join('/'), types)}/${verb}`,
    scope: scopeOf(segments, scope, rest.length > 1),
  }
}

function ofSubscription(segments: readonly string[], verb: string, method: string): AskedAction | undefined {
  const [first = '', subscription = ''] = segments
  // Whoever asks for a list of all subscriptions gets those that it may see.
  if (first.toLowerCase() !== 'subscriptions' || subscription === '') return undefined
  const scope = `/subscriptions/${subscription}`
  const last = segments.at(-1)?.toLowerCase()
  if (last === 'resources')
    return segments.length > 3
      ? {
          action: 'Microsoft.Resources/subscriptions/resourceGroups/resources/read',
          scope: `/${segments.slice(0, -1).join('/')}`,
        }
      : { action: 'Microsoft.Resources/subscriptions/resources/read', scope }
  if (last === 'resourcegroups') return { action: 'Microsoft.Resources/subscriptions/resourceGroups/read', scope }
  return method === 'GET' || method === 'HEAD'
    ? { action: `Microsoft.Resources/subscriptions/${verb}`, scope }
    : undefined
}

/** Of what is asked below a resource, the resource; otherwise where the provider is asked. */
function scopeOf(segments: readonly string[], scope: string, isBelowResource: boolean): string {
  return isBelowResource && !/\/locations\//i.test(segments.join('/')) ? `/${segments.slice(0, -1).join('/')}` : scope
}

/** As the type is written, where it is known: roles compare without case, and people read it. */
function nameOf(type: string, types: Types): string {
  return type.toLowerCase() === 'microsoft.resources/resourcegroups'
    ? 'Microsoft.Resources/subscriptions/resourceGroups'
    : (types.get(type)?.type ?? type)
}
