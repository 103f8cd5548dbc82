import { describe, expect, it } from 'vitest'
import { keyOf, parseResourceId } from './resource-id.ts'

const group = '/subscriptions/s/resourceGroups/G'

describe('resource ids', () => {
  it('are compared without case and without doubled slashes', () => {
    expect(keyOf('//Subscriptions/S/resourcegroups/g')).toBe('/subscriptions/s/resourcegroups/g')
  })
  it('a child lies in its parent, and an extension in its scope', () => {
    expect(parseResourceId(`${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/a`)).toMatchObject({
      type: 'Microsoft.Network/virtualNetworks/subnets',
      name: 'a',
      parent: `${group}/providers/Microsoft.Network/virtualNetworks/v`.toLowerCase(),
    })
    expect(
      parseResourceId(
        `${group}/providers/Microsoft.Storage/storageAccounts/s/providers/Microsoft.Authorization/roleAssignments/r`,
      ),
    ).toMatchObject({
      type: 'Microsoft.Authorization/roleAssignments',
      parent: `${group}/providers/Microsoft.Storage/storageAccounts/s`.toLowerCase(),
    })
    expect(parseResourceId('/providers/Microsoft.Authorization/roleAssignments/r')?.parent).toBe('/')
  })
  it.each(['/', '/subscriptions/s', `${group}/providers/Microsoft.Network/virtualNetworks`, `${group}/resources`])(
    '%s is no resource',
    (text) => {
      expect(parseResourceId(text)).toBeUndefined()
    },
  )
})
