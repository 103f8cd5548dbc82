import type { GatewayResource } from '../../src/gateway-resource.ts'
import { ids } from './examples.ts'

/**
 * The example with what is known only once others exist.
 * @param outputs of those that were made, by id.
 */
export function resolved(
  resource: GatewayResource,
  outputs: ReadonlyMap<string, Readonly<Record<string, string>>>,
): GatewayResource {
  const body = Object(resource.body)
  const { properties } = body
  switch (resource.id) {
    case ids.role: {
      const { principalId } = outputs.get(ids.workspace) ?? {}
      return { ...resource, body: { ...body, properties: { ...properties, principalId } } }
    }
    case ids.ownKeyRegistry: {
      const { clientId: identity } = outputs.get(ids.lentIdentity) ?? {}
      const { encryption } = properties
      const keyVaultProperties = { ...encryption.keyVaultProperties, identity }
      return {
        ...resource,
        body: { ...body, properties: { ...properties, encryption: { ...encryption, keyVaultProperties } } },
      }
    }
    // The network of the examples is too closed for nodes to come up in it.
    case ids.cluster:
    case ids.instance: {
      const { subnet: _, ...settings } = properties.properties
      const open = { ...settings, enableNodePublicIp: true }
      return { ...resource, body: { ...body, properties: { ...properties, properties: open } } }
    }
    default:
      return resource
  }
}
