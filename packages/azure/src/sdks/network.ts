import { modularSdk } from './modular-sdk.ts'

export const networkSdk = modularSdk(async () => {
  const { NetworkManagementClient, restorePoller } = await import('@azure/arm-network')
  return {
    open: ({ credential, clientOptions }, subscription) =>
      new NetworkManagementClient(credential, subscription, clientOptions),
    restorePoller,
  }
})
