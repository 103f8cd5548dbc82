import { isReference } from '@palisade/contract'
import { expect, test } from 'vitest'
import { blueprintOfExample } from '../../test/examples.ts'
import { lookInto, valuesOf } from '../../test/look-into.ts'

const zonesOf = (example: string, key: string) =>
  valuesOf(lookInto(blueprintOfExample(example)).found(key).body, 'privateDnsZoneId').flatMap((zone) =>
    isReference(zone) ? [zone.$output.of] : [],
  )

test('the endpoints of the workspace keep their records in both zones', () => {
  expect(zonesOf('private', 'endpoints/workspace-records')).toEqual(['dns/api', 'dns/notebooks'])
})

test('records go into the zones of a hub where these are named', () => {
  for (const key of zonesOf('existing-zones', 'endpoints/workspace-records')) expect(key).toMatch(/^preflight\/zone-/)
})

test('where a policy keeps the records they are waited for and never written', () => {
  const { found, allBefore } = lookInto(blueprintOfExample('dns-policy'))
  expect(found('endpoints/blob-records').action).toBe('await')
  expect(allBefore('compute/cpu-cluster')).toContain('endpoints/blob-records')
})
