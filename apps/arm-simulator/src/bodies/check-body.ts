import { ArmError } from '../arm/arm-error.ts'
import type { Write } from '../arm/arm-type.ts'
import type { Json } from '../json/json.ts'
import { read } from '../json/read.ts'
import { type ObjectRule, type Rule, rules } from './rules.ts'

interface Fault {
  /** From the top of the body, such as `properties.subnets[0].name`. */
  readonly path: string
  readonly words: string
}

/**
 * Refuses what no provider could read: a value that is not among those that it knows, or a body without what it
 * needs. It is asked after the type itself, whose words are more to the point.
 */
export function checkBody(type: string, { body, verb }: Pick<Write, 'body' | 'verb'>): void {
  const rule = rules.types[type.toLowerCase()]
  // A PATCH has been put over what was there; what that lacks it need not bring.
  const fault = rule === undefined ? undefined : faultIn(body, rule, '', verb === 'PUT')
  if (fault === undefined) return
  const code = codes.find(([start]) => type.toLowerCase().startsWith(start))?.[1] ?? 'InvalidRequestContent'
  throw new ArmError(400, code, fault.words, { target: fault.path })
}

/**
 * How the providers call it. That of storage is documented ("Common error codes" of its resource provider) and that of
 * networks in many reports; which of its codes each other one takes is unconfirmed.
 */
const codes: readonly (readonly [string, string])[] = [
  ['microsoft.network/', 'InvalidRequestFormat'],
  ['microsoft.storage/', 'InvalidValuesForRequestParameters'],
  ['microsoft.compute/', 'InvalidParameter'],
  ['microsoft.containerservice/', 'InvalidParameter'],
  ['microsoft.keyvault/', 'BadRequest'],
  ['microsoft.machinelearningservices/', 'BadRequest'],
]

/** Whether a body without this member would be refused. */
export function needsMember(type: string, name: string): boolean {
  const definition = rules.definitions[rules.types[type.toLowerCase()] ?? '']
  return definition !== undefined && typeof definition !== 'string' && !isTexts(definition)
    ? (definition.required ?? []).includes(name)
    : false
}

function faultIn(value: Json | undefined, rule: Rule, path: string, isWhole: boolean): Fault | undefined {
  // Azure drops nulls.
  if (value === undefined || value === null) return undefined
  if (typeof rule === 'string') {
    const definition = rules.definitions[rule]
    return definition === undefined ? undefined : faultIn(value, definition, path, isWhole)
  }
  if (isTexts(rule)) return faultInText(value, rule, path)
  if (read.isObject(value)) return faultInObject(value, rule, path, isWhole)
  if (!Array.isArray(value) || rule.items === undefined) return undefined
  for (const [index, item] of value.entries()) {
    const fault = faultIn(item, rule.items, `${path}[${index}]`, isWhole)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** In any case: providers read names of values so. */
function faultInText(value: Json, known: readonly string[], path: string): Fault | undefined {
  if (typeof value === 'string' && known.some((text) => text.toLowerCase() === value.toLowerCase())) return undefined
  return {
    path,
    words: `The value '${typeof value === 'string' ? value : JSON.stringify(value)}' of '${path}' is invalid. Accepted values are: ${known.join(', ')}.`,
  }
}

function faultInObject(
  value: { [name: string]: Json | undefined },
  { required = [], members = {}, values, by, of = {} }: ObjectRule,
  path: string,
  isWhole: boolean,
): Fault | undefined {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  if (by !== undefined) {
    const asked = value[by]
    if (asked === undefined || asked === null)
      return isWhole ? { path: at(by), words: `The required property '${at(by)}' is missing.` } : undefined
    const found = Object.entries(of).find(([name]) => name.toLowerCase() === String(asked).toLowerCase())?.[1]
    return found === undefined ? faultInText(asked, Object.keys(of), at(by)) : faultIn(value, found, path, isWhole)
  }
  if (isWhole)
    for (const name of required)
      if (value[name] === undefined || value[name] === null)
        return { path: at(name), words: `The required property '${at(name)}' is missing.` }
  for (const [name, member] of Object.entries(value)) {
    const rule = members[name] ?? values
    const fault = rule === undefined ? undefined : faultIn(member, rule, at(name), isWhole)
    if (fault !== undefined) return fault
  }
  return undefined
}

function isTexts(rule: Rule): rule is readonly string[] {
  return Array.isArray(rule)
}
