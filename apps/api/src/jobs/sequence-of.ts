import { Refusal } from '../problems/refusal.ts'

/** Reads the header Last-Event-ID: the sequence number of an event, or nothing for none. */
export function sequenceOf(lastEventId: string): number {
  const text = lastEventId.trim()
  if (/^[0-9]{0,9}$/.test(text)) return Number(text)
  throw new Refusal(
    'invalid-value',
    `The header "last-event-id" has to be the sequence number of an event, not "${text.slice(0, 40)}".`,
  )
}
