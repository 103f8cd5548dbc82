import { ArmError } from '../arm/arm-error.ts'
import type { Call } from '../requests/call.ts'

/** A subscription writes only to providers that it is registered with. While it is just being registered, it has to wait. */
export function refuseUnregistered(call: Call): void {
  if (call.method === 'GET' || call.method === 'HEAD') return
  const [, subscription, namespace, rest] =
    /^\/subscriptions\/([^/]+)\/.*providers\/([^/]+)\/(.+)$/i.exec(call.path) ?? []
  if (subscription === undefined || namespace === undefined || isRegistering(rest)) return
  const state = call.registrations.stateOf(subscription, namespace, call.world.now())
  if (state === 'Registered' || state === 'Unregistering') return
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`
  throw new ArmError(409, 'MissingSubscriptionRegistration', message, {
    details: [{ code: 'MissingSubscriptionRegistration', target: namespace, message }],
  })
}

function isRegistering(rest: string | undefined): boolean {
  return /^(un)?register$/i.test(rest ?? '')
}
