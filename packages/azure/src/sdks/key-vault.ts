import { modularSdk } from './modular-sdk.ts'

export const keyVaultSdk = modularSdk(async () => {
  const { KeyVaultManagementClient, restorePoller } = await import('@azure/arm-keyvault')
  return {
    open: ({ credential, clientOptions }, subscription) =>
      new KeyVaultManagementClient(credential, subscription, clientOptions),
    restorePoller,
  }
})
