import { subscription as type } from '@palisade/facts'
import { subscriptionsSdk } from '../sdks/subscriptions.ts'
import { kind } from './kind.ts'

/** Only ever read: to learn its tenant, and to fail before anything is made where nothing can be made. */
export const subscription = kind({
  type,
  called: 'subscription',
  sdk: subscriptionsSdk,
  read: (arm, id) => arm.subscriptions.get(id.subscription),
  // One that is past due can still be read, but Azure refuses to make anything in it.
  unusable: ({ state }) => (state === 'Enabled' || state === 'Warned' ? undefined : `its state is ${state}`),
  outputs: ({ tenantId }) => ({ tenantId }),
})
