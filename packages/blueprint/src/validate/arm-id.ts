/** Azure does not tell upper from lower case in ids. */
export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** Whether the id is that of a part of the parent, as a subnet is one of its network. */
export function isPartOf(id: string, parent: string): boolean {
  return id.toLowerCase().startsWith(`${parent.toLowerCase()}/`)
}

export function isInSubscription(id: string, subscriptionId: string): boolean {
  return isPartOf(id, `/subscriptions/${subscriptionId}`)
}

/** The last part of an id: the name of what it stands for. */
export function nameIn(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}
