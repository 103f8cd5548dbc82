import type { OnlineEndpoint } from '@azure/arm-machinelearning'
import { onlineEndpoint as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { textAt } from '../body/text-at.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'
import { principalOf } from './principal-of.ts'

const apiVersion = '2024-10-01'

/** By id, in the version of its workspace; the types of `@azure/arm-machinelearning` still check the body. */
export const onlineEndpoint = kind({
  type,
  called: 'online endpoint',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<OnlineEndpoint>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: ({ identity, properties }) => ({
    principalId: principalOf(identity),
    scoringUri: textAt(properties, 'scoringUri'),
  }),
})
