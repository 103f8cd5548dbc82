import { setTimeout as delay } from 'node:timers/promises'
import { Retryable } from '@palisade/contract'
import type { Gateway } from '../../src/gateway.ts'
import type { GatewayResource } from '../../src/gateway-resource.ts'
import type { Progress } from '../../src/progress.ts'

export type Done = Extract<Progress, { done: true }>

/** Does what the engine does: polls until it is done, and begins again when waiting can cure it. */
export function bringAbout(gateway: Gateway, resource: GatewayResource, resuming = false): Promise<Done> {
  return drive(
    (again) => gateway.begin(resource, { resuming: resuming || again }),
    (handle) => gateway.poll(resource, handle),
  )
}

/** Removes, to the end. */
export function takeAway(gateway: Gateway, resource: GatewayResource): Promise<Done> {
  return bringAbout(gateway, removal(resource))
}

/** The step that takes a resource away. */
export function removal(resource: GatewayResource): GatewayResource {
  return { ...resource, action: 'remove', body: null }
}

async function drive(
  start: (again: boolean) => Promise<Progress>,
  ask: (handle: string) => Promise<Progress>,
): Promise<Done> {
  let handle: string | undefined
  let last: unknown
  for (let turn = 0; turn < 500; turn += 1) {
    try {
      const progress = await (handle === undefined ? start(turn > 0) : ask(handle))
      if (progress.done) return progress
      handle = progress.handle
      await delay(Math.min(progress.retryAfterMs ?? 20, 200))
    } catch (error) {
      if (!(error instanceof Retryable)) throw error
      last = error
      handle = undefined
      await delay(Math.min(error.retryAfterMs ?? 20, 200))
    }
  }
  throw new Error('It does not end', { cause: last })
}
