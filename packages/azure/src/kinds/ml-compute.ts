import { mlCompute as type } from '@palisade/facts'
import { knownTo } from '../body/known-to.ts'
import { machineLearningSdk } from '../sdks/machine-learning.ts'
import { resumable } from '../sdks/resumable.ts'
import { kind } from './kind.ts'
import { principalOf } from './principal-of.ts'

export const mlCompute = kind({
  type,
  called: 'compute',
  sdk: machineLearningSdk,
  read: ({ computeOperations }, id) => computeOperations.get(id.group, id.parentName, id.name),
  create: ({ computeOperations }, id, body) =>
    resumable(computeOperations.beginCreateOrUpdate(id.group, id.parentName, id.name, knownTo(body))),
  // The nodes belong to it and go with it; `Detach` would leave them behind. A Kubernetes cluster was there before and
  // stays.
  remove: async ({ computeOperations }, id) => {
    const { properties } = await computeOperations.get(id.group, id.parentName, id.name)
    const action = properties?.computeType === 'Kubernetes' ? 'Detach' : 'Delete'
    return resumable(computeOperations.beginDelete(id.group, id.parentName, id.name, action))
  },
  outputs: ({ identity }) => ({ principalId: principalOf(identity) }),
  resume: {
    create: ({ computeOperations }, id, body, resumeFrom) =>
      resumable(computeOperations.beginCreateOrUpdate(id.group, id.parentName, id.name, knownTo(body), { resumeFrom })),
    // Nothing is sent but the question how it stands, so the action is not looked at.
    remove: ({ computeOperations }, id, resumeFrom) =>
      resumable(computeOperations.beginDelete(id.group, id.parentName, id.name, 'Delete', { resumeFrom })),
  },
})
