import { actionsOver } from './actions.ts'
import { pollOnce } from './long-running.ts'
import { modularSdk } from './modular-sdk.ts'
import { plainCallsOver } from './plain-calls.ts'
import { purgesOver } from './purges.ts'
import { sendOver } from './send-over.ts'

const sdk = modularSdk(async () => {
  const { ResourceManagementClient, restorePoller } = await import('@azure/arm-resources')
  return {
    open: ({ credential, clientOptions }, subscription) => {
      const client = new ResourceManagementClient(credential, subscription, clientOptions)
      const send = sendOver(client.pipeline, clientOptions)
      const { endpoint } = clientOptions
      return Object.assign(client, {
        actions: actionsOver(send, endpoint),
        purges: purgesOver(send, endpoint),
        plainCalls: plainCallsOver(send, endpoint),
      })
    },
    restorePoller,
  }
})

/** The client of the SDK, with what it has no method for: actions of any resource (see `postAction`), and plain calls. */
export const resourcesSdk: typeof sdk = {
  ...sdk,
  resume: (client, state) => {
    if (client.actions.isOne(state)) return pollOnce(client.actions.restore(state))
    if (client.purges.isOne(state)) return pollOnce(client.purges.restore(state))
    return sdk.resume(client, state)
  },
}
