import { actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import { read } from '../json/read.ts'
import { regenerateSecret } from '../secrets/secret-of.ts'
import type { Resource } from '../state/resource.ts'
import { registryCredentials } from './registry-credentials.ts'

const type = 'Microsoft.ContainerRegistry/registries'

/** Bytes of storage that each sku includes. Source: container-registry-skus.md. */
const included: Readonly<Record<string, number>> = {
  Basic: 10 * 1024 ** 3,
  Standard: 100 * 1024 ** 3,
  Premium: 500 * 1024 ** 3,
}

/** The admin user of a registry, and how much is in it: nothing, as no image is ever pushed here. */
export const registryActions = [
  actionOn(type, 'POST', 'listcredentials', ({ resource }) => {
    requireAdmin(resource)
    return { status: 200, effect: 'none', body: registryCredentials(resource) }
  }),
  actionOn(type, 'POST', 'regeneratecredential', ({ resource, world, body }) => {
    requireAdmin(resource)
    const name = read.text(body, 'name')
    if (name !== 'password' && name !== 'password2')
      throw new ArmError(
        400,
        'InvalidRequestContent',
        `The credential '${name ?? ''}' must be password or password2.`,
        {
          target: 'name',
        },
      )
    return { status: 200, effect: 'updated', body: registryCredentials(regenerateSecret(resource, name, world)) }
  }),
  actionOn(type, 'GET', 'listusages', ({ resource }) => ({
    status: 200,
    body: {
      value: [
        {
          name: 'Size',
          limit: included[read.text(resource.body, 'sku', 'name') ?? ''] ?? 0,
          currentValue: 0,
          unit: 'Bytes',
        },
        { name: 'Webhooks', limit: 500, currentValue: 0, unit: 'Count' },
      ],
    },
  })),
]

/** As in public reports of the Azure CLI. */
function requireAdmin(registry: Resource): void {
  if (read.at(registry.body, 'properties', 'adminUserEnabled') === true) return
  throw new ArmError(
    400,
    'UnAuthorizedForCredentialOperations',
    `Cannot perform credential operations for ${registry.id} as admin user is disabled. Kindly enable admin user as per docs: https://docs.microsoft.com/en-us/azure/container-registry/container-registry-authentication#admin-account`,
  )
}
