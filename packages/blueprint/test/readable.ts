import { type Blueprint, type Declared, dependenciesOf, isReference, type Json } from '@palisade/contract'
import { criticalPath, criticalPathSeconds } from '../src/index.ts'
import { at, listAt } from './guarantees/json.ts'

/** A blueprint as lines that a reviewer reads, and whose difference shows what a change means. */
export function readable(blueprint: Blueprint): string {
  const { resources, handOff } = blueprint
  const byHand = [...(handOff?.egressRules ?? []), ...(handOff?.routes ?? [])]
  return [
    `${resources.length} resources, ${criticalPathSeconds(blueprint)} s along`,
    ...criticalPath(blueprint).map((key) => `  ${key}`),
    '',
    ...resources.flatMap((one) => [...linesOf(one), '']),
    ...(byHand.length === 0 ? [] : ['left to others', ...byHand.map((one) => `  ${inShort(one)}`), '']),
  ].join('\n')
}

function linesOf(declared: Declared): string[] {
  const { key, phase, action, expectedSeconds, name, isGuest, exclusive } = declared
  const before = dependenciesOf(declared)
  return [
    `${key}  (${phase}, ${action}${isGuest === true ? ', guest' : ''}, ${expectedSeconds} s)`,
    `  ${name}`,
    ...(action === 'check' ? asked(declared.body) : told(declared.body, [])),
    ...(before.length === 0 ? [] : [`  waits for  ${before.join(', ')}`]),
    ...(exclusive.length === 0
      ? []
      : [`  exclusive  ${exclusive.map((id) => id.split('/').slice(-2).join('/')).join(', ')}`]),
  ]
}

/** What a check looks at; what it repeats of other resources only by their keys, or by how many there are. */
function asked(subject: Json): string[] {
  return Object.entries(subject ?? {}).flatMap(([name, value]: [string, Json]) => {
    if (name === 'check' || name === 'subscription' || name === 'workspaceId') return []
    return isList(value) ? value.map((item) => `  ${name} = ${askedOf(item)}`) : [`  ${name} = ${inShort(value)}`]
  })
}

function askedOf(item: Json): string {
  const actions = listAt(item, 'actions')
  if (actions.length > 0) return `${inShort(at(item, 'scope'))} (${actions.length} actions)`
  return inShort(at(item, 'key') ?? item)
}

/** The same in each example, or said by the resource's name. */
const untold = new Set(['location', 'tags', 'friendlyName', 'kind'])

/** One line for each value, with the path that it is at; a list of rules has a line for each rule. */
function told(body: Json, path: readonly string[]): string[] {
  if (body === null) return []
  const name = path.filter((part) => part !== 'properties').join('.')
  if (isList(body)) return body.length === 0 ? [`  ${name} = none`] : body.flatMap((item) => itemOf(name, item))
  if (isReference(body) || typeof body !== 'object') return [`  ${name} = ${inShort(body)}`]
  const entries = Object.entries(body).filter(([inner]) => path.length > 0 || !untold.has(inner))
  if (path.length > 0 && entries.length === 0) return [`  ${name} = {}`]
  return entries.flatMap(([inner, value]) => told(value, [...path, inner]))
}

function itemOf(name: string, item: Json): string[] {
  if (name === 'securityRules') return [`  ${securityRule(item)}`]
  if (name !== 'ruleCollections') return [`  ${name} = ${inShort(item)}`]
  const [collection, action, order] = [at(item, 'name'), at(item, 'action', 'type'), at(item, 'priority')].map(inShort)
  return [`  ${collection}  (${order}, ${action})`, ...listAt(item, 'rules').map((rule) => `    ${firewallRule(rule)}`)]
}

function securityRule(rule: Json): string {
  const of = (name: string) => inShort(at(rule, 'properties', name) ?? '')
  const ports = of('destinationPortRanges') + of('destinationPortRange')
  return `${of('direction')} ${of('priority')} ${of('access')} ${at(rule, 'name')}: ${of('sourceAddressPrefix')} > ${of('destinationAddressPrefix')} ${of('protocol')} ${ports}`
}

function firewallRule(rule: Json): string {
  const of = (name: string) => inShort(at(rule, name) ?? '')
  const webPorts = listAt(rule, 'protocols').map((one) => at(one, 'port') ?? '')
  const how = webPorts.length === 0 ? `${of('ipProtocols')} ${of('destinationPorts')}` : inShort(webPorts)
  return `${at(rule, 'name')}: ${of('sourceAddresses')} > ${of('destinationAddresses')}${of('targetFqdns')} ${how}`
}

/** A value in one line: references as `<key>.output`, and of objects the values by their names. */
function inShort(value: unknown): string {
  if (isReference(value)) return `<${value.$output.of}>${value.$output.name === 'id' ? '' : `.${value.$output.name}`}`
  if (Array.isArray(value)) return value.length === 1 ? inShort(value[0]) : `[${value.map(inShort).join(' ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .filter(([name]) => name !== 'why' && name !== 'description')
    .map(([name, inner]) => (name === 'properties' ? inShort(inner) : `${name}: ${inShort(inner)}`))
    .join(', ')
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json)
}
