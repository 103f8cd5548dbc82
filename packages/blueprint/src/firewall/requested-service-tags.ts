import type { ServiceTagRule } from '@palisade/facts'
import type { Site } from '../site.ts'

/** The services of Azure that the request opens by their tags. */
export function requestedServiceTags({ request }: Pick<Site, 'request'>): ServiceTagRule[] {
  return (request.egress?.allowServiceTags ?? []).map(({ tag, protocol, ports }, index) => ({
    name: `AllowRequested${index + 1}`,
    tag,
    protocol: protocol === 'TCP' ? 'Tcp' : 'Udp',
    ports,
    why: 'Opened by the request.',
  }))
}
