import type { ObjectRule, Rule } from '../../src/bodies/rules.ts'
import type { Json, JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import { Contract } from './contract.ts'
import { samplePath } from './samples.ts'
import { onlyRead, Schemas } from './schema-of.ts'

/** Values that the documents do not name and Azure takes all the same, by the definition and its property. */
const alsoTaken: Readonly<Record<string, readonly string[]>> = {
  // Its own examples of the same version still have the name of before.
  'managedClusters/ManagedClusterSKU.name': ['Basic'],
}

/** The rules of the bodies that make resources of these types, as far as a document describes them. */
export function rulesOf(types: readonly string[]): {
  types: Record<string, string>
  definitions: Record<string, Rule>
} {
  const contract = new Contract()
  const schemas = new Schemas(contract.documents, 'request')
  const roots: Record<string, string> = {}
  for (const type of types) {
    const operation = contract.operationOf('PUT', samplePath(type))
    const body = operation?.parameters.find(({ schema }) => schema.in === 'body')
    if (operation === undefined || body === undefined) continue
    const converted = schemas.convert(
      { schema: read.object(body.schema, 'schema'), document: body.document },
      operation.id,
    )
    const root = referred(converted)
    if (root !== undefined) roots[type.toLowerCase()] = root
  }
  const all = new Map([...schemas.made].map(([id, schema]) => [nameOf(id), schema]))
  const meaningful = meaningfulOf(all)
  const definitions: Record<string, Rule> = {}
  const add = (name: string): void => {
    const schema = all.get(name)
    if (definitions[name] !== undefined || schema === undefined || !meaningful.has(name)) return
    const rule = ruleOf(schema, meaningful, name)
    if (rule === undefined) return
    definitions[name] = rule
    for (const used of referencesIn(rule)) add(used)
  }
  for (const root of Object.values(roots)) add(root)
  return {
    types: Object.fromEntries(Object.entries(roots).filter(([, root]) => definitions[root] !== undefined)),
    definitions,
  }
}

function referred(schema: JsonObject): string | undefined {
  const reference = read.text(schema, '$ref')
  return reference === undefined ? undefined : nameOf(reference)
}

function nameOf(id: string): string {
  return id.replace(/^x:/, '')
}

/** The definitions that demand something, themselves or in what they refer to. */
function meaningfulOf(all: ReadonlyMap<string, JsonObject>): Set<string> {
  const meaningful = new Set<string>()
  for (let before = -1; before < meaningful.size; ) {
    before = meaningful.size
    for (const [name, schema] of all) if (ruleOf(schema, meaningful, name) !== undefined) meaningful.add(name)
  }
  return meaningful
}

/** Nothing, where a schema demands nothing. */
function ruleOf(schema: JsonObject, meaningful: ReadonlySet<string>, at: string): Rule | undefined {
  const reference = referred(schema)
  if (reference !== undefined) return meaningful.has(reference) ? reference : undefined
  const [nullable] = read.list(schema, 'anyOf').slice(1)
  if (read.isObject(nullable)) return ruleOf(nullable, meaningful, at)
  if (read.isObject(schema.if)) return choiceOf(schema, meaningful)
  const values = read.texts(schema, 'enum')
  if (values.length > 0) return [...values, ...(alsoTaken[at] ?? [])]
  const members: Record<string, Rule> = {}
  const ignored: string[] = []
  for (const [name, property] of Object.entries(read.object(schema, 'properties'))) {
    if (!read.isObject(property)) continue
    if (property[onlyRead] === true) {
      ignored.push(name)
      continue
    }
    const rule = ruleOf(property, meaningful, `${at}.${name}`)
    if (rule !== undefined) members[name] = rule
  }
  const required = read.texts(schema, 'required')
  const rule: ObjectRule = {
    ...(required.length === 0 ? {} : { required }),
    ...(ignored.length === 0 ? {} : { ignored }),
    ...(Object.keys(members).length === 0 ? {} : { members }),
    ...within('items', schema.items, meaningful, at),
    ...within('values', schema.additionalProperties, meaningful, at),
  }
  return Object.keys(rule).length === 0 ? undefined : rule
}

function within(
  name: 'items' | 'values',
  schema: Json | undefined,
  meaningful: ReadonlySet<string>,
  at: string,
): ObjectRule {
  const rule = read.isObject(schema) ? ruleOf(schema, meaningful, at) : undefined
  return rule === undefined ? {} : { [name]: rule }
}

/** A chain of `if` and `else`, by the value of one property. */
function choiceOf(schema: JsonObject, meaningful: ReadonlySet<string>): Rule {
  const of: Record<string, Rule> = {}
  let by = ''
  let link: Json | undefined = schema
  while (read.isObject(link) && read.isObject(link.if)) {
    const [[name, value] = ['', null]] = Object.entries(read.object(link.if, 'properties'))
    by = name
    const then = read.isObject(link.then) ? ruleOf(link.then, meaningful, '') : undefined
    of[read.text(value, 'const') ?? ''] = then ?? {}
    link = link.else
  }
  return { by, of }
}

function referencesIn(rule: Rule): string[] {
  if (typeof rule === 'string') return [rule]
  if (isTexts(rule)) return []
  return [...Object.values(rule.members ?? {}), ...Object.values(rule.of ?? {}), rule.items, rule.values].flatMap(
    (inner) => (inner === undefined ? [] : referencesIn(inner)),
  )
}

function isTexts(rule: Rule): rule is readonly string[] {
  return Array.isArray(rule)
}
