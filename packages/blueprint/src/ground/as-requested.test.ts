import { expect, test } from 'vitest'
import { inOpen } from '../../test/requests.ts'
import { blueprintOf } from '../blueprint-of.ts'

const saying = (resources: NonNullable<typeof inOpen.resources>) =>
  blueprintOf({ ...inOpen, resources }, { id: 'wks_example' }).resources

test('nothing is adopted, recovered or purged unless the request says so', () => {
  expect(saying({}).filter((one) => one.adopts !== undefined || one.onSoftDeleted !== undefined)).toEqual([])
  const refusing = saying({ onExisting: 'refuse', onSoftDeleted: 'refuse' })
  expect(refusing.filter((one) => one.adopts !== undefined || one.onSoftDeleted !== undefined)).toEqual([])
})

test('everything that says whose it is can be adopted, but a resource group, which may hold what is not ours', () => {
  const adopted = saying({ onExisting: 'adopt' }).filter(({ adopts }) => adopts === true)
  expect(adopted.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['resources/storage', 'resources/key-vault', 'workspace/ml-workspace']),
  )
  expect(adopted.map(({ key }) => key)).not.toContain('network/resource-group')
  expect(adopted.every(({ action }) => action === 'make')).toBe(true)
})

test('only what Azure keeps after a deletion is recovered or purged', () => {
  const kept = saying({ onSoftDeleted: 'recover' }).filter(({ onSoftDeleted }) => onSoftDeleted === 'recover')
  expect(kept.map(({ key }) => key)).toEqual([
    'resources/key-vault',
    'resources/log-analytics',
    'workspace/ml-workspace',
  ])
})
