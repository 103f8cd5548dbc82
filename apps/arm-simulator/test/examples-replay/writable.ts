import type { Json, JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'

/** What of an answer a client could have sent: all that its schema does not mark as only read. */
export function writableOf(answer: JsonObject, schema: JsonObject, document: JsonObject): JsonObject {
  const { id: _id, name: _name, type: _type, etag: _etag, systemData: _systemData, ...rest } = answer
  const kept = writable(rest, schema, document)
  return read.isObject(kept) ? kept : {}
}

function writable(value: Json, schema: JsonObject, document: JsonObject): Json {
  if (Array.isArray(value)) {
    const items = resolved(read.object(schema, 'items'), document)
    return value.map((item) => writable(item, items, document))
  }
  if (!read.isObject(value)) return value
  const properties = propertiesOf(schema, document)
  const result: JsonObject = {}
  for (const [name, item] of Object.entries(value)) {
    const known = properties.get(name)
    if (item === undefined || known?.readOnly === true || name === 'provisioningState') continue
    result[name] = known === undefined ? item : writable(item, resolved(known, document), document)
  }
  return result
}

/** A reference into another document is a schema that says nothing. */
function resolved(schema: JsonObject, document: JsonObject): JsonObject {
  const reference = read.text(schema, '$ref')
  if (reference === undefined) return schema
  return reference.startsWith('#/') ? read.object(document, ...reference.slice(2).split('/')) : {}
}

function propertiesOf(schema: JsonObject, document: JsonObject): Map<string, JsonObject> {
  const full = resolved(schema, document)
  const found = new Map<string, JsonObject>()
  for (const part of read.list(full, 'allOf'))
    if (read.isObject(part)) for (const [name, property] of propertiesOf(part, document)) found.set(name, property)
  for (const [name, property] of Object.entries(read.object(full, 'properties'))) {
    if (!read.isObject(property)) continue
    // `readOnly` may stand beside a reference, or in what is referred to.
    found.set(name, { ...resolved(property, document), ...(property.readOnly === true ? { readOnly: true } : {}) })
  }
  return found
}
