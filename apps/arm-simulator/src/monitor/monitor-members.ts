import { read } from '../json/read.ts'
import type { PrivateLinkMember } from '../private-link/private-link.ts'
import type { Resource } from '../state/resource.ts'

/** What the names of Azure Monitor end in. In China it has no private link. */
const suffixes = {
  public: {
    monitor: 'monitor.azure.com',
    oms: 'oms.opinsights.azure.com',
    ods: 'ods.opinsights.azure.com',
    agents: 'agentsvc.azure-automation.net',
    blob: 'blob.core.windows.net',
  },
  government: {
    monitor: 'monitor.azure.us',
    oms: 'oms.opinsights.azure.us',
    ods: 'ods.opinsights.azure.us',
    agents: 'agentsvc.azure-automation.us',
    blob: 'blob.core.usgovcloudapi.net',
  },
} as const

/** Those that belong to nobody. Source: https://blog.cloudtrooper.net/2022/03/11/private-link-and-azure-monitor-what-is-an-ampls/ */
const shared = [
  'api',
  'global.in.ai',
  'profiler',
  'live',
  'diagservices-query',
  'snapshot',
  'global.handler.control',
] as const

/**
 * The addresses of an endpoint to a scope: the shared ones, and three for each Log Analytics workspace that was
 * linked when the endpoint was made. Azure also follows later links, which is not simulated.
 */
export function monitorMembers(scope: Resource): PrivateLinkMember[] {
  const hosts = suffixes[scope.internal.cloud === 'government' ? 'government' : 'public']
  const member = (name: string, host: string): PrivateLinkMember => ({
    name: `${name}.${host}`,
    fqdns: [`${name}.${host}`],
    records: [{ zone: `privatelink.${host}`, name }],
  })
  return [
    ...shared.map((name) => member(name, hosts.monitor)),
    member('scadvisorcontentpl', hosts.blob),
    ...read
      .texts(scope.internal, 'customers')
      .flatMap((customer) => [hosts.oms, hosts.ods, hosts.agents].map((host) => member(customer, host))),
  ]
}
