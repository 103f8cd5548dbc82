import type { Json } from '../../json/json.ts'
import { read } from '../../json/read.ts'
import type { Resource } from '../../state/resource.ts'
import { coversPort, coversSource, coversTag, coversTarget } from './covers.ts'
import type { Flow } from './flow.ts'

/** Whether a security group lets traffic out: the first rule that means it decides. */
export function letsOut(group: Resource, flow: Flow): boolean {
  return decides(group, 'Outbound', (rule) => {
    const isAllowed = isAllowing(rule)
    return (
      meansProtocol(rule, flow.protocol) &&
      portsOf(rule).some((range) => coversPort(range, flow.port)) &&
      both(rule, 'sourceAddressPrefix').some((prefix) => coversSource(prefix, flow, isAllowed)) &&
      both(rule, 'destinationAddressPrefix').some((prefix) => coversTarget(prefix, flow.to))
    )
  })
}

/** Whether a security group lets a service of Microsoft's in. */
export function letsIn(group: Resource, service: { tag: string; region: string }, port: number): boolean {
  return decides(
    group,
    'Inbound',
    (rule) =>
      meansProtocol(rule, 'Tcp') &&
      portsOf(rule).some((range) => coversPort(range, port)) &&
      both(rule, 'sourceAddressPrefix').some((prefix) => prefix === '*' || coversTag(prefix, service)),
  )
}

function decides(group: Resource, direction: string, means: (rule: Json) => boolean): boolean {
  const rules = ['securityRules', 'defaultSecurityRules']
    .flatMap((list) => read.list(group.body, 'properties', list))
    .filter((rule) => read.text(rule, 'properties', 'direction')?.toLowerCase() === direction.toLowerCase())
    .sort((a, b) => priorityOf(a) - priorityOf(b))
  const first = rules.find(means)
  return first !== undefined && isAllowing(first)
}

function priorityOf(rule: Json): number {
  return read.number(rule, 'properties', 'priority') ?? 65_500
}

function isAllowing(rule: Json): boolean {
  return read.text(rule, 'properties', 'access')?.toLowerCase() === 'allow'
}

function meansProtocol(rule: Json, protocol: string): boolean {
  const asked = (read.text(rule, 'properties', 'protocol') ?? '*').toLowerCase()
  return asked === '*' || asked === protocol.toLowerCase()
}

function portsOf(rule: Json): string[] {
  return [
    ...read.texts(rule, 'properties', 'destinationPortRanges'),
    ...(read.text(rule, 'properties', 'destinationPortRange') ?? '').split(',').filter(Boolean),
  ]
}

/** Rules have one prefix or a list of them. */
function both(rule: Json, field: string): string[] {
  const one = read.text(rule, 'properties', field)
  return [...(one === undefined || one === '' ? [] : [one]), ...read.texts(rule, 'properties', `${field}es`)]
}
