import type { Json, JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import type { Document, Documents, Place } from './documents.ts'

/** Whether a body is sent or answered: what is only read is no part of a request. */
export type Side = 'request' | 'answer'

interface Property extends Place {
  /** The definition that names it. */
  readonly owner: string
}

/** An object with all that it inherits. */
interface Whole {
  readonly properties: Map<string, Property>
  readonly required: Set<string>
  /** What its other properties are; `true` when they may be anything. */
  rest: Place | boolean
}

/** Known by both sides of `ajv`; others say nothing that could be checked. */
const formats = new Set(['date-time', 'date', 'uuid', 'uri', 'duration', 'byte', 'int32', 'int64', 'float', 'double'])
const limits = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'pattern',
  'multipleOf',
]

/** The keyword by which a finding tells which definition it is about. */
export const at = 'x-at'
/** The keyword that marks what a client has no business to send. */
export const onlyRead = 'x-only-read'

/**
 * Makes JSON Schema of what Swagger 2 says, for one side. What a definition inherits is merged into it, which is the
 * only way to say that nothing else may be there; and a definition with a discriminator becomes a choice by its value.
 */
export class Schemas {
  readonly #documents: Documents
  readonly #side: Side
  readonly #made = new Map<string, JsonObject>()
  readonly #heirs: Map<string, { readonly value: string; readonly place: Place; readonly id: string }[]>

  constructor(documents: Documents, side: Side) {
    this.#documents = documents
    this.#side = side
    this.#heirs = heirsIn(documents)
  }

  /** By the `$id` that others refer to them by; grows as more is asked for. */
  get made(): ReadonlyMap<string, JsonObject> {
    return this.#made
  }

  convert({ schema, document }: Place, owner: string): JsonObject {
    const reference = read.text(schema, '$ref')
    const converted =
      reference === undefined ? this.#plain({ schema, document }, owner) : this.#referred(reference, document)
    return schema['x-nullable'] === true ? { anyOf: [{ type: 'null' }, converted] } : converted
  }

  #referred(reference: string, document: Document): JsonObject {
    const target = this.#documents.follow(reference, document)
    if (target === undefined) return {}
    const $id = `x:${target.id}`
    if (!this.#made.has($id)) {
      // Before it is converted: it may refer to itself.
      this.#made.set($id, {})
      this.#made.set($id, { $id, ...this.#definition(target, target.id) })
    }
    return { $ref: $id }
  }

  #definition(place: Place, id: string): JsonObject {
    const heirs = this.#heirs.get(id) ?? []
    const discriminator = read.text(place.schema, 'discriminator')
    if (discriminator === undefined || heirs.length === 0) return this.convert(place, id)
    const values = heirs.map(({ value }) => value)
    return heirs.reduceRight<JsonObject>(
      (otherwise, heir) => ({
        if: { type: 'object', properties: { [discriminator]: { const: heir.value } }, required: [discriminator] },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema is called that.
        then: this.#referred(`#/definitions/${heir.id.split('/').at(-1) ?? ''}`, heir.place.document),
        else: otherwise,
      }),
      {
        [at]: id,
        type: 'object',
        properties: { [discriminator]: { enum: values, [at]: `${id}.${discriminator}` } },
        required: [discriminator],
      },
    )
  }

  #plain(place: Place, owner: string): JsonObject {
    const { schema, document } = place
    const type = read.text(schema, 'type')
    if (type === 'array')
      return {
        ...limitsOf(schema),
        [at]: owner,
        type,
        items: this.convert({ schema: read.object(schema, 'items'), document }, owner),
      }
    const isScalar = type !== undefined && type !== 'object'
    if (!isScalar && ['properties', 'allOf', 'additionalProperties'].some((name) => schema[name] !== undefined))
      return this.#object(place, owner)
    if (type === 'object') return { [at]: owner, type }
    if (type === undefined && schema.enum === undefined) return {}
    const format = read.text(schema, 'format')
    const values = read.list(schema, 'enum')
    return {
      ...limitsOf(schema),
      [at]: owner,
      ...(type === undefined ? {} : { type }),
      ...(values.length === 0 ? {} : { enum: values }),
      ...(format !== undefined && formats.has(format) && type !== 'number' ? { format } : {}),
    }
  }

  #object(place: Place, owner: string): JsonObject {
    const whole = this.#whole(place, owner)
    const { properties, required, rest } = whole
    // A wrapper around one definition that is not an object, such as an enumeration.
    const [only] = read.list(place.schema, 'allOf')
    if (properties.size === 0 && rest === false && read.isObject(only))
      return this.convert({ ...place, schema: only }, owner)
    const isAbsent = (name: string): boolean => {
      const property = properties.get(name)
      return property !== undefined && this.#mayBeAbsent(property)
    }
    return {
      [at]: owner,
      type: 'object',
      properties: Object.fromEntries(
        [...properties].map(([name, property]): [string, Json] => {
          const converted = this.convert(property, `${property.owner}.${name}`)
          return [
            name,
            this.#side === 'request' && this.#isOnlyRead(property)
              ? { allOf: [converted], [onlyRead]: true, [at]: `${property.owner}.${name}` }
              : converted,
          ]
        }),
      ),
      required: [...required].filter((name) => !isAbsent(name)),
      additionalProperties: typeof rest === 'boolean' ? rest : this.convert(rest, owner),
    }
  }

  /** A client does not send what is only read, and Azure does not answer what is secret or only written. */
  #mayBeAbsent(property: Property): boolean {
    if (this.#side === 'request') return this.#isOnlyRead(property)
    const mutability = read.texts(property.schema, 'x-ms-mutability')
    return property.schema['x-ms-secret'] === true || (mutability.length > 0 && !mutability.includes('read'))
  }

  /** `readOnly` may stand beside a reference, or in what is referred to. */
  #isOnlyRead({ schema, document }: Place): boolean {
    if (schema.readOnly === true) return true
    const reference = read.text(schema, '$ref')
    const target = reference === undefined ? undefined : this.#documents.follow(reference, document)
    return target?.schema.readOnly === true
  }

  #whole({ schema, document }: Place, owner: string): Whole {
    const whole: Whole = { properties: new Map(), required: new Set(read.texts(schema, 'required')), rest: false }
    for (const part of read.list(schema, 'allOf')) {
      if (!read.isObject(part)) continue
      const reference = read.text(part, '$ref')
      const target =
        reference === undefined ? { schema: part, document, id: owner } : this.#documents.follow(reference, document)
      if (target === undefined) {
        // What it inherits is not known, so nothing can be said to be too much.
        whole.rest = true
        continue
      }
      const inherited = this.#whole(target, target.id)
      for (const [name, property] of inherited.properties) whole.properties.set(name, property)
      for (const name of inherited.required) whole.required.add(name)
      if (inherited.rest !== false) whole.rest = inherited.rest
    }
    for (const [name, property] of Object.entries(read.object(schema, 'properties')))
      if (read.isObject(property)) whole.properties.set(name, { schema: property, document, owner })
    const rest = schema.additionalProperties
    if (read.isObject(rest)) whole.rest = Object.keys(rest).length === 0 ? true : { schema: rest, document }
    else if (rest === true) whole.rest = true
    // An object of which nothing is said may hold anything.
    if (isBare(schema)) whole.rest = true
    return whole
  }
}

function isBare(schema: JsonObject): boolean {
  return (
    schema.type === 'object' &&
    schema.properties === undefined &&
    schema.allOf === undefined &&
    schema.additionalProperties === undefined
  )
}

function limitsOf(schema: JsonObject): JsonObject {
  const { minimum, maximum, ...others } = Object.fromEntries(
    limits.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]),
  )
  // Swagger says beside a limit whether it belongs to what it excludes.
  return {
    ...others,
    ...(minimum === undefined ? {} : { [schema.exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum']: minimum }),
    ...(maximum === undefined ? {} : { [schema.exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum']: maximum }),
  }
}

/** For each definition with a discriminator, those that inherit from it, over any number of steps. */
function heirsIn(documents: Documents) {
  const heirs = new Map<string, { value: string; place: Place; id: string }[]>()
  for (const document of documents.all)
    for (const [name, schema] of Object.entries(read.object(document.content, 'definitions'))) {
      if (!read.isObject(schema)) continue
      const value = read.text(schema, 'x-ms-discriminator-value') ?? name
      for (const base of basesOf({ schema, document }, documents)) {
        if (base.schema.discriminator === undefined) continue
        const known = heirs.get(base.id) ?? []
        heirs.set(base.id, [...known, { value, place: { schema, document }, id: `${document.name}/${name}` }])
      }
    }
  return heirs
}

function basesOf({ schema, document }: Place, documents: Documents): (Place & { readonly id: string })[] {
  return read.list(schema, 'allOf').flatMap((part) => {
    const reference = read.text(part, '$ref')
    const base = reference === undefined ? undefined : documents.follow(reference, document)
    return base === undefined ? [] : [base, ...basesOf(base, documents)]
  })
}
