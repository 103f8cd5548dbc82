import { modularSdk } from './modular-sdk.ts'

export const privateDnsSdk = modularSdk(async () => {
  const { PrivateDnsManagementClient, restorePoller } = await import('@azure/arm-privatedns')
  return {
    open: ({ credential, clientOptions }, subscription) =>
      new PrivateDnsManagementClient(credential, subscription, clientOptions),
    restorePoller,
  }
})
