import { type Rule, rules } from '../../src/bodies/rules.ts'
import type { Json, JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'

interface FaultyBody {
  /** Where the fault is. */
  readonly path: string
  readonly body: JsonObject
}

/** What can be done to a body, by the rules of its type, at the places that it has. */
export interface FaultyBodies {
  readonly wrongValues: readonly FaultyBody[]
  readonly lacking: readonly FaultyBody[]
  /** With all that only Azure says filled in by a client, where there is such. */
  readonly presumptuous: JsonObject | undefined
}

/** What no client may say about a resource, said by one. */
export const marker = 'said-by-a-client'
const noValue = 'NoSuchValue'

type Path = readonly (string | number)[]

export function faultyBodies(type: string, body: JsonObject): FaultyBodies {
  const wrongValues: FaultyBody[] = []
  const lacking: FaultyBody[] = []
  let presumptuous: JsonObject | undefined
  visit(body, rules.types[type.toLowerCase()] ?? {}, [], {
    // Its own state in the body is not even looked at.
    mayBe: (path) =>
      path.at(-1) === 'provisioningState' ||
      wrongValues.push({ path: path.join('.'), body: changed(body, path, noValue) }),
    needs: (path) => lacking.push({ path: path.join('.'), body: changed(body, path, undefined) }),
    isOnlyRead: (path) => {
      presumptuous = changed(presumptuous ?? body, path, marker)
    },
  })
  return { wrongValues, lacking, presumptuous }
}

interface Visitor {
  mayBe(path: Path): void
  needs(path: Path): void
  isOnlyRead(path: Path): void
}

/** Goes along a body and the rules of it. */
function visit(value: Json, rule: Rule, path: Path, visitor: Visitor): void {
  if (typeof rule === 'string') {
    visit(value, rules.definitions[rule] ?? {}, path, visitor)
    return
  }
  if (isTexts(rule)) {
    visitor.mayBe(path)
    return
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(item, rule.items ?? {}, [...path, index], visitor)
    return
  }
  if (!read.isObject(value)) return
  if (rule.by !== undefined) {
    const chosen = rule.of?.[read.text(value, rule.by) ?? '']
    visitor.needs([...path, rule.by])
    if (chosen !== undefined) visit(value, chosen, path, visitor)
    return
  }
  for (const name of rule.required ?? []) if (value[name] !== undefined) visitor.needs([...path, name])
  for (const name of rule.ignored ?? []) visitor.isOnlyRead([...path, name])
  for (const [name, inner] of Object.entries(rule.members ?? {})) {
    const member = value[name]
    if (member !== undefined && member !== null) visit(member, inner, [...path, name], visitor)
    // What is not there yet can still be wrong.
    else if (isChoice(inner)) visitor.mayBe([...path, name])
  }
  const { values } = rule
  if (values === undefined) return
  for (const [name, member] of Object.entries(value))
    if (member !== undefined && rule.members?.[name] === undefined) visit(member, values, [...path, name], visitor)
}

function isChoice(rule: Rule): boolean {
  if (typeof rule !== 'string') return isTexts(rule)
  const definition = rules.definitions[rule]
  return definition !== undefined && isTexts(definition)
}

/** The same body but for one place; without it, when there is nothing to put there. */
function changed(body: JsonObject, path: Path, value: string | undefined): JsonObject {
  const result = at(body, path, value)
  return read.isObject(result) ? result : body
}

function at(current: Json | undefined, [first, ...rest]: Path, value: string | undefined): Json | undefined {
  if (first === undefined) return value
  if (Array.isArray(current))
    return current.map((item, index) => (index === first ? (at(item, rest, value) ?? null) : item))
  return { ...(read.isObject(current) ? current : {}), [first]: at(read.at(current, String(first)), rest, value) }
}

function isTexts(rule: Rule): rule is readonly string[] {
  return Array.isArray(rule)
}
