import type { JobView } from '@palisade/contract'
import { expect } from 'vitest'
import type { SimulatedAzure } from './simulated-azure.ts'

/** What Azure makes by itself beside what it is asked for. */
const madeByAzure = [
  'Microsoft.Network/networkInterfaces',
  'Microsoft.Network/networkSecurityGroups/securityRules',
  'Microsoft.Network/privateDnsZones/A',
  'Microsoft.Network/privateDnsZones/SOA',
  'Microsoft.Network/routeTables/routes',
  'Microsoft.Storage/storageAccounts/blobServices',
  'Microsoft.Storage/storageAccounts/fileServices',
]

/**
 * Expects that Azure holds what the job's steps are about and nothing else, and that nothing was ever created twice:
 * neither under its own name nor, after an answer was lost, under another.
 */
export async function expectBuiltOnce(azure: SimulatedAzure, job: JobView): Promise<void> {
  const steps = job.phases.flatMap((phase) => phase.steps)
  const idsOf = (...actions: string[]) =>
    new Set(steps.filter(({ action }) => actions.includes(action)).map((step) => step.resourceId.toLowerCase()))

  // The subscription is only read, and what is amended may be something that Azure has made.
  const present = (await azure.resources()).filter(({ type }) => !madeByAzure.includes(type))
  expect(new Set(present.map(({ id }) => id.toLowerCase()))).toEqual(idsOf('make', 'amend'))

  const created = (await azure.ledger()).filter(({ effect }) => effect === 'created')
  const ids = created.map(({ resourceId }) => resourceId?.toLowerCase() ?? '')
  expect(ids.toSorted()).toEqual([...idsOf('make')].toSorted())
}
