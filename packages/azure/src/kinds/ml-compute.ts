import { mlCompute as type } from '@palisade/facts'
import { knownTo } from '../body/known-to.ts'
import { machineLearningSdk } from '../sdks/machine-learning.ts'
import { resumable } from '../sdks/resumable.ts'
import { kind } from './kind.ts'

export const mlCompute = kind({
  type,
  called: 'compute',
  sdk: machineLearningSdk,
  read: ({ computeOperations }, id) => computeOperations.get(id.group, id.parentName, id.name),
  create: ({ computeOperations }, id, body) =>
    resumable(computeOperations.beginCreateOrUpdate(id.group, id.parentName, id.name, knownTo(body))),
  // The nodes belong to it and go with it; `Detach` would leave them behind.
  remove: ({ computeOperations }, id) =>
    resumable(computeOperations.beginDelete(id.group, id.parentName, id.name, 'Delete')),
  outputs: ({ identity }) => ({ principalId: identity?.principalId }),
  resume: {
    create: ({ computeOperations }, id, body, resumeFrom) =>
      resumable(computeOperations.beginCreateOrUpdate(id.group, id.parentName, id.name, knownTo(body), { resumeFrom })),
    remove: ({ computeOperations }, id, resumeFrom) =>
      resumable(computeOperations.beginDelete(id.group, id.parentName, id.name, 'Delete', { resumeFrom })),
  },
})
