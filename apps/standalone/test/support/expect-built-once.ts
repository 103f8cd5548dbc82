import type { JobView } from '@palisade/contract'
import { expect } from 'vitest'
import type { SimulatedAzure } from './simulated-azure.ts'

/** What Azure makes by itself beside what it is asked for. */
const madeByAzure = [
  'Microsoft.Network/networkInterfaces',
  'Microsoft.Network/privateDnsZones/A',
  'Microsoft.Network/routeTables/routes',
]

/**
 * Expects that Azure holds what the job's steps are about and nothing else, and that nothing was ever created twice:
 * neither under its own name nor, after an answer was lost, under another.
 */
export async function expectBuiltOnce(azure: SimulatedAzure, job: JobView): Promise<void> {
  // The subscription is only read.
  const steps = job.phases.flatMap((phase) => phase.steps).filter(({ action }) => action !== 'read')
  const wanted = new Set(steps.map((step) => step.resourceId.toLowerCase()))
  const present = (await azure.resources()).filter(({ type }) => !madeByAzure.includes(type))
  expect(new Set(present.map(({ id }) => id.toLowerCase()))).toEqual(wanted)

  const created = (await azure.ledger()).filter(({ effect }) => effect === 'created')
  const ids = created.map(({ resourceId }) => resourceId?.toLowerCase() ?? '')
  expect(ids.toSorted()).toEqual([...wanted].toSorted())
}
