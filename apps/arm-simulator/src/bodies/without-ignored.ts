import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { type Rule, rules } from './rules.ts'

/** A body without what only Azure says of a resource: clients send it back with what they have read. */
export function withoutIgnored(type: string, body: JsonObject): JsonObject {
  const rule = rules.types[type.toLowerCase()]
  const kept = rule === undefined ? body : without(body, rule)
  return read.isObject(kept) ? kept : body
}

function without(value: Json, rule: Rule): Json {
  if (typeof rule === 'string') {
    const definition = rules.definitions[rule]
    return definition === undefined ? value : without(value, definition)
  }
  if (isTexts(rule)) return value
  if (Array.isArray(value)) {
    const { items } = rule
    return items === undefined ? value : value.map((item) => without(item, items))
  }
  if (!read.isObject(value)) return value
  if (rule.by !== undefined) {
    const chosen = rule.of?.[read.text(value, rule.by) ?? '']
    return chosen === undefined ? value : without(value, chosen)
  }
  const { ignored = [], members = {}, values } = rule
  const kept: JsonObject = {}
  for (const [name, member] of Object.entries(value)) {
    if (ignored.includes(name)) continue
    const inner = members[name] ?? values
    kept[name] = member === undefined || inner === undefined ? member : without(member, inner)
  }
  return kept
}

function isTexts(rule: Rule): rule is readonly string[] {
  return Array.isArray(rule)
}
