import type { JsonObject } from '../json/json.ts'
import { secretOf } from '../secrets/secret-of.ts'
import type { Resource } from '../state/resource.ts'

/** The admin user of a registry, and its two passwords. */
export function registryCredentials(registry: Resource): JsonObject {
  return {
    username: registry.name,
    passwords: [
      { name: 'password', value: secretOf(registry, 'password') },
      { name: 'password2', value: secretOf(registry, 'password2') },
    ],
  }
}
