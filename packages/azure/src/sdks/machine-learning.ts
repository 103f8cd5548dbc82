import { plainSdk } from './plain-sdk.ts'

/** Speaks API version 2022-10-01 and drops what that does not know without a word: enough for computes only. */
export const machineLearningSdk = plainSdk(async ({ credential, clientOptions }, subscription) => {
  // CommonJS, and its names are not seen from outside: only its default has the clients.
  const { AzureMachineLearningWorkspaces } = (await import('@azure/arm-machinelearning')).default
  return new AzureMachineLearningWorkspaces(credential, subscription, clientOptions)
})
