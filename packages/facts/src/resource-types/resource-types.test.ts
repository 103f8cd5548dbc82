import { type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { resourceTypes } from './resource-types.ts'
import { storageAccount } from './storage-account.ts'

test('each type is listed once', () => {
  const names = resourceTypes.map(({ type }) => type.toLowerCase())
  expect(new Set(names).size).toBe(names.length)
})

describe.each(resourceTypes)('$type', ({ body, amendment, requirement, hasTags }) => {
  test('its body is closed against properties that nobody named', () => {
    expect(openObjects(body)).toEqual([])
    if (amendment !== undefined) expect(openObjects(amendment)).toEqual([])
    if (requirement !== undefined) expect(openObjects(requirement)).toEqual([])
  })

  test('its body carries tags exactly when the type has tags', () => {
    const properties = 'properties' in body ? Object.keys(Object(body.properties)) : []
    expect(properties.includes('tags')).toBe(hasTags)
  })
})

test('a storage account that gives data without asking who wants it cannot be written down', () => {
  const { allowBlobPublicAccess, allowSharedKeyAccess } = storageAccount.body.properties.properties.properties
  expect(Value.Check(allowBlobPublicAccess, true)).toBe(false)
  expect(Value.Check(allowSharedKeyAccess, true)).toBe(false)
})

/** The paths of objects in a schema that accept unknown properties. Tags are a record and meant to. */
function openObjects(schema: TSchema, path = ''): string[] {
  const parts: [string, unknown][] = Object.entries(schema)
  const isObject = parts.some(([name, value]) => name === 'type' && value === 'object')
  const isRecord = parts.some(([name]) => name === 'patternProperties')
  const isOpen =
    isObject && !isRecord && !parts.some(([name, value]) => name === 'additionalProperties' && value === false)
  const inner = parts.flatMap(([name, value]) => openObjectsIn(value, `${path}/${name}`))
  return isOpen ? [path, ...inner] : inner
}

function openObjectsIn(value: unknown, path: string): string[] {
  if (Type.IsSchema(value)) return openObjects(value, path)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => openObjectsIn(inner, `${path}/${name}`))
}
