import type { EventView } from '@palisade/contract'

/** Tells a client to come back after three seconds when the connection breaks. */
export const retryFrame = 'retry: 3000\n\n'

/** A comment: it keeps proxies and the client's patience alive while nothing happens. */
export const heartbeatFrame = ': still here\n\n'

/** Nothing will follow: a client that reads it closes the stream and does not come back. */
export const doneFrame = 'event: done\ndata: {}\n\n'

/** One event; a client that comes back sends the id, and gets what followed. */
export function eventFrame(event: EventView): string {
  return `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}
