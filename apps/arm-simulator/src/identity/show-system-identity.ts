import { createHash } from 'node:crypto'
import { notFound } from '../arm/not-found.ts'
import { requireResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'
import { tenantId } from './tenant-id.ts'

/** The system-assigned identity of whatever lies at a scope. */
export function showSystemIdentity(scope: string, world: World): JsonObject {
  const resource = world.get(scope)
  const principalId = read.text(resource?.body, 'identity', 'principalId')
  const path = `${resource?.id ?? scope}/providers/Microsoft.ManagedIdentity/identities/default`
  if (resource === undefined || principalId === undefined) throw notFound.resource(requireResourceId(path, 'id'))
  // The application follows from the principal, so that it needs no place of its own.
  const digest = createHash('sha256').update(principalId).digest('hex')
  const clientId = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-')
  return {
    id: path,
    name: 'default',
    type: 'Microsoft.ManagedIdentity/identities',
    location: read.text(resource.body, 'location'),
    properties: {
      tenantId,
      principalId,
      clientId,
      clientSecretUrl: `https://control-${read.text(resource.body, 'location') ?? ''}.identity.azure.net${resource.id}/credentials/v2/systemassigned?tid=${tenantId}&oid=${principalId}&aid=${clientId}`,
    },
  }
}
