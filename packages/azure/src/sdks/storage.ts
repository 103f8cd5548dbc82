import { modularSdk } from './modular-sdk.ts'

export const storageSdk = modularSdk(async () => {
  const { StorageManagementClient, restorePoller } = await import('@azure/arm-storage')
  return {
    open: ({ credential, clientOptions }, subscription) =>
      new StorageManagementClient(credential, subscription, clientOptions),
    restorePoller,
  }
})
