import { StepFailed } from '@palisade/contract'

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * What a segment may consist of: what Azure takes in the names of resources and groups, which are letters of any script,
 * digits and a few signs. It takes no markup, no control characters, and nothing that means something in a URL.
 */
const segment = /^[\p{L}\p{M}\p{N}\-._~!$()*+,;=@ ]+$/u

/**
 * Refuses an ARM id that would lead a call to another place than it says once it is the path of a URL. A request is
 * checked before anything is planned, so one that comes here is an internal fault. The message does not repeat what stands
 * there, because it is shown.
 */
export function requireSafePath(id: string): void {
  const [before, keyword, subscription = '', ...others] = id.split('/')
  if (before !== '' || keyword?.toLowerCase() !== 'subscriptions')
    throw refusal('it does not begin with a subscription')
  requireSubscription(subscription)
  for (const each of others) requireSafeSegment(each)
}

export function requireSubscription(text: string): void {
  if (!guid.test(text)) throw refusal('its subscription is no GUID')
}

/** Refuses what cannot be the name of anything. */
export function requireSafeSegment(text: string): void {
  if (text === '') throw refusal('a part of it is empty')
  if (text === '.' || text === '..') throw refusal('a part of it leads to another one')
  if (!segment.test(text) || text.trim() !== text) throw refusal('it has a character that Azure takes in no name')
}

function refusal(reason: string): StepFailed {
  return new StepFailed('fault', `An id that is no ARM id: ${reason}`)
}
