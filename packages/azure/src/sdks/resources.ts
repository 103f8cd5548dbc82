import { actionsOver } from './actions.ts'
import { pollOnce } from './long-running.ts'
import { modularSdk } from './modular-sdk.ts'

const sdk = modularSdk(async () => {
  const { ResourceManagementClient, restorePoller } = await import('@azure/arm-resources')
  return {
    open: ({ credential, clientOptions }, subscription) => {
      const client = new ResourceManagementClient(credential, subscription, clientOptions)
      return Object.assign(client, { actions: actionsOver(client.pipeline, clientOptions) })
    },
    restorePoller,
  }
})

/** The client of the SDK, with what it has no method for: actions of any resource (see `postAction`). */
export const resourcesSdk: typeof sdk = {
  ...sdk,
  resume: (client, state) =>
    client.actions.isOne(state) ? pollOnce(client.actions.restore(state)) : sdk.resume(client, state),
}
