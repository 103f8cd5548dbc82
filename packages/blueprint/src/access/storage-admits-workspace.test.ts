import { expect, test } from 'vitest'
import { blueprintOfExample } from '../../test/examples.ts'
import { lookInto, valuesOf } from '../../test/look-into.ts'

const key = 'access/storage-admits-workspace'

test('the amendment of the storage account keeps it closed', () => {
  const [acls] = valuesOf(lookInto(blueprintOfExample('private')).found(key).body, 'networkAcls')
  expect(acls).toMatchObject({ defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [], virtualNetworkRules: [] })
})

test('the amendment says again who is admitted already, because Azure replaces all rules', () => {
  const { found } = lookInto(blueprintOfExample('public-access'))
  const [made] = valuesOf(found('resources/storage').body, 'ipRules')
  expect(made).toEqual([{ value: '203.0.113.7', action: 'Allow' }])
  expect(valuesOf(found(key).body, 'ipRules')).toEqual([made])
})

test('who admits every trusted service names no single one', () => {
  expect(lookInto(blueprintOfExample('service-endpoints')).keys).not.toContain(key)
})
