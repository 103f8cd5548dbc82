import type { Site } from '../site.ts'

/**
 * The service endpoints of the training subnet. Azure ML wants the one for storage where the workspace's own endpoint
 * and the compute are, so there is no other subnet to choose.
 */
export function serviceEndpoints({ choices }: Site) {
  return [
    ...(choices.storage === 'serviceEndpoint' ? [{ service: 'Microsoft.Storage' } as const] : []),
    ...(choices.vault === 'serviceEndpoint' ? [{ service: 'Microsoft.KeyVault' } as const] : []),
  ]
}
