import type { ManagedOnlineDeployment, OnlineDeployment } from '@azure/arm-machinelearning'
import { onlineDeployment as type } from '@palisade/facts'
import { knownAs } from '../body/known-as.ts'
import { longRunning } from '../sdks/long-running.ts'
import { relative } from '../sdks/relative.ts'
import { resourcesSdk } from '../sdks/resources.ts'
import { kind } from './kind.ts'

const apiVersion = '2024-10-01'

interface ManagedDeployment extends Omit<OnlineDeployment, 'properties'> {
  readonly properties: ManagedOnlineDeployment
}

/** By id, in the version of its workspace; the types of `@azure/arm-machinelearning` still check the body. */
export const onlineDeployment = kind({
  type,
  called: 'online deployment',
  sdk: resourcesSdk,
  read: (arm, id) => arm.resources.getById(relative(id.id), apiVersion),
  create: (arm, id, body) =>
    longRunning(arm.resources.createOrUpdateById(relative(id.id), apiVersion, knownAs<ManagedDeployment>()(body))),
  remove: (arm, id) => longRunning(arm.resources.deleteById(relative(id.id), apiVersion)),
  outputs: () => ({}),
})
