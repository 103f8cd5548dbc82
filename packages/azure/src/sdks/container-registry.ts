import { modularSdk } from './modular-sdk.ts'

export const containerRegistrySdk = modularSdk(async () => {
  const { ContainerRegistryManagementClient, restorePoller } = await import('@azure/arm-containerregistry')
  return {
    open: ({ credential, clientOptions }, subscription) =>
      new ContainerRegistryManagementClient(credential, subscription, clientOptions),
    restorePoller,
  }
})
