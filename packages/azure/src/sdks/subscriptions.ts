import { plainSdk } from './plain-sdk.ts'

export const subscriptionsSdk = plainSdk(async ({ credential, clientOptions }) => {
  const { SubscriptionClient } = await import('@azure/arm-resources-subscriptions')
  return new SubscriptionClient(credential, clientOptions)
})
