import {
  azureMlServiceTagsIn,
  cloudOfRegion,
  inRegion,
  monitorServiceTag,
  publicIpComputeInbound,
  type ServiceTagRule,
  storageOverSmb,
} from '@palisade/facts'
import type { Flow } from './security-rules.ts'

/** A flow that nodes of Azure ML need, and whether any node starts without it. */
export interface NodeFlow extends Flow {
  readonly isVital: boolean
}

/** Without these no node is made: Azure ML looks for them itself, or a node that starts waits for them in vain. */
const vital = ['Storage', 'BatchNodeManagement', 'AzureMachineLearning']

/** What nodes in a subnet need. Logs are left out: they may go another way, and no node waits for them. */
export function nodeFlows(region: string, hasPublicNodes: boolean): NodeFlow[] {
  const rules = [...azureMlServiceTagsIn(cloudOfRegion(region)), storageOverSmb].filter(
    ({ name }) => name !== monitorServiceTag.name,
  )
  return [
    ...rules.flatMap((rule) => outbound(rule, region)),
    ...(hasPublicNodes ? portsOf(publicIpComputeInbound.ports).map(inbound) : []),
  ]
}

function outbound({ tag, protocol, ports }: ServiceTagRule, region: string): NodeFlow[] {
  return portsOf(ports).map((port) => ({
    direction: 'Outbound',
    tag: inRegion(tag, region),
    protocol: protocol === 'Udp' ? 'Udp' : 'Tcp',
    port,
    isVital: vital.includes(tag.split('.')[0] ?? tag) && (port === 443 || port === 445),
  }))
}

function inbound(port: number): NodeFlow {
  return { direction: 'Inbound', tag: publicIpComputeInbound.source, protocol: 'Tcp', port, isVital: true }
}

function portsOf(ports: readonly string[] | 'all'): number[] {
  return ports === 'all' ? [] : ports.map(Number)
}
