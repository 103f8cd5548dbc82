/** A scope and all scopes above it in its subscription, nearest first. */
export function scopesUpwards(scope: string): string[] {
  const [, subscription = '', group = ''] = /^(\/subscriptions\/[^/]+)(\/resourceGroups\/[^/]+)?/i.exec(scope) ?? []
  const above = [`${subscription}${group}`, subscription].filter((each, index, all) => all.indexOf(each) === index)
  const scopes: string[] = []
  let current = scope
  while (current.length > `${subscription}${group}`.length) {
    scopes.push(current)
    current = parentOf(current)
  }
  return [...scopes, ...above]
}

/** Whether a scope is another one or lies in it. ARM compares ids without case. */
export function isAtOrBelow(scope: string, above: string): boolean {
  const [low, high] = [scope.toLowerCase(), above.toLowerCase()]
  return low === high || low.startsWith(`${high}/`)
}

export function subscriptionOf(scope: string): string {
  return /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1] ?? ''
}

/** The group that a scope is or lies in; undefined for a subscription. */
export function groupOf(scope: string): string | undefined {
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(scope)?.[0]
}

/** A child lies in its parent; the topmost resource of a provider lies in what stands before `/providers/`. */
function parentOf(id: string): string {
  const at = id.toLowerCase().lastIndexOf('/providers/')
  const pairs = id.slice(at + '/providers/'.length).split('/').length - 1
  return pairs > 2 ? id.split('/').slice(0, -2).join('/') : id.slice(0, at)
}
