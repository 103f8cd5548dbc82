import { plainSdk } from './plain-sdk.ts'

export const authorizationSdk = plainSdk(async ({ credential, clientOptions }, subscription) => {
  const { AuthorizationManagementClient } = (await import('@azure/arm-authorization')).default
  return new AuthorizationManagementClient(credential, subscription, clientOptions)
})
