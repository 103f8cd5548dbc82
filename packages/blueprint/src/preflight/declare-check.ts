import { type CheckSubject, checkKind, type Declared } from '@palisade/contract'

/** How long a check usually takes, in seconds: some questions to Azure, most of them at the same time. An estimate. */
const secondsOfCheck = 3

/**
 * A check as an entry of the blueprint, so that it is a step like any other. It stands for nothing in Azure; its id is
 * that of the subscription in which it looks.
 * @param name `hub` where a second network is looked at in the same way.
 */
export function declareCheck(subject: CheckSubject, name: string = subject.check): Declared {
  return {
    key: `preflight/${name}`,
    phase: 'preflight',
    action: 'check',
    kind: checkKind,
    name,
    id: `/subscriptions/${subject.subscription}`,
    body: subject,
    after: [],
    exclusive: [],
    expectedSeconds: secondsOfCheck,
    expectedRemovalSeconds: 0,
  }
}
