import { notFound } from '../arm/not-found.ts'
import type { Answer, Call } from './call.ts'

/** `…/providers/{namespace}/providerPermissions`: what a provider's own application may do. No provider here needs any. */
export function describeProviderPermissions(call: Call, namespace: string): Answer {
  const isKnown = call.types.all().some((type) => type.type.toLowerCase().startsWith(`${namespace.toLowerCase()}/`))
  if (!isKnown) throw notFound.type(`${namespace}/providerPermissions`)
  return { status: 200, body: { value: [] }, type: 'Microsoft.Resources/providers' }
}
