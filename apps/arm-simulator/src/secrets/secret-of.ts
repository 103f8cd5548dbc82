import { createHash } from 'node:crypto'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** A key that a resource has without anybody having set it: the same at each read until it is made anew. It opens nothing. */
export function secretOf(
  resource: Resource,
  name: string,
  encoding: 'base64' | 'base64url' | 'hex' = 'base64url',
): string {
  const generation = read.number(resource.internal, 'secrets', name) ?? 1
  return createHash(encoding === 'base64' ? 'sha512' : 'sha256')
    .update(`${resource.key}|${name}|${generation}`)
    .digest(encoding)
}

/** Makes a key anew; the old one is gone for good. */
export function regenerateSecret(resource: Resource, name: string, world: World): Resource {
  const secrets = read.object(resource.internal, 'secrets')
  const generation = (read.number(secrets, name) ?? 1) + 1
  const changed = { ...resource, internal: { ...resource.internal, secrets: { ...secrets, [name]: generation } } }
  world.put(changed)
  return changed
}
