import { modularSdk } from './modular-sdk.ts'

export const operationalInsightsSdk = modularSdk(async () => {
  const { OperationalInsightsManagementClient, restorePoller } = await import('@azure/arm-operationalinsights')
  return {
    open: ({ credential, clientOptions }, subscription) =>
      new OperationalInsightsManagementClient(credential, subscription, clientOptions),
    restorePoller,
  }
})
