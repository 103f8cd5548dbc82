import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { ApiParts } from '../api-parts.ts'
import { Refusal } from '../problems/refusal.ts'
import { streamEvents } from './stream-events.ts'
import { givingUp } from './unread.ts'

/** How many event streams may be open at once. */
export interface StreamLimits {
  /** From one address. Behind a proxy, all clients have the proxy's. */
  readonly perAddress: number
  readonly inAll: number
}

export const usualStreamLimits: StreamLimits = { perAddress: 20, inAll: 500 }

/** The event streams that are open, to be counted, and ended together when the server stops: it would wait for each. */
export class EventStreams {
  readonly #open = new Set<AbortController>()
  readonly #perAddress = new Map<string, number>()
  readonly #limits: StreamLimits

  constructor(limits: StreamLimits = usualStreamLimits) {
    this.#limits = limits
  }

  /** Throws a refusal where too many are open, from this address or in all. */
  open(
    parts: ApiParts,
    jobId: string,
    after: number,
    client: { readonly address: string; readonly socket: Socket },
  ): Readable {
    const { address, socket } = client
    this.#refuseTooMany(address)
    const end = new AbortController()
    const source = givingUp(streamEvents(parts, jobId, after, end.signal), () => frames.destroy())
    const frames: Readable = Readable.from(source, { objectMode: false })
    this.#open.add(end)
    this.#count(address, 1)
    // Not when the frames are closed: that waits until the next one has been made, which may be a heartbeat.
    const leave = (): void => {
      end.abort()
      this.#open.delete(end)
      this.#count(address, -1)
    }
    if (socket.destroyed) leave()
    else socket.once('close', leave)
    return frames
  }

  endAll(): void {
    for (const end of this.#open) end.abort()
  }

  #refuseTooMany(address: string): void {
    const headers = { 'retry-after': '10' }
    const { perAddress, inAll } = this.#limits
    if ((this.#perAddress.get(address) ?? 0) >= perAddress)
      throw new Refusal('too-many-streams', `${perAddress} event streams are open from your address.`, { headers })
    if (this.#open.size >= inAll) {
      // Not the fault of who asks.
      throw new Refusal('too-many-streams', `${inAll} event streams are open in all.`, { headers, status: 503 })
    }
  }

  #count(address: string, change: 1 | -1): void {
    const count = (this.#perAddress.get(address) ?? 0) + change
    if (count === 0) this.#perAddress.delete(address)
    else this.#perAddress.set(address, count)
  }
}
