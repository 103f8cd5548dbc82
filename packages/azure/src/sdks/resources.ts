import { modularSdk } from './modular-sdk.ts'

export const resourcesSdk = modularSdk(async () => {
  const { ResourceManagementClient, restorePoller } = await import('@azure/arm-resources')
  return {
    open: ({ credential, clientOptions }, subscription) =>
      new ResourceManagementClient(credential, subscription, clientOptions),
    restorePoller,
  }
})
