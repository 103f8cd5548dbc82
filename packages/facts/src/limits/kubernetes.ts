import type { ForbiddenRange } from './forbidden-ranges.ts'

/** What AKS takes where nothing is said. Source: "Configure Azure CNI networking" and "... Azure CNI Overlay networking". */
export const kubernetesDefaults = {
  /** For the services inside; it must not overlap the network, nor one that is peered with it. */
  serviceCidr: '10.0.0.0/16',
  /** For the pods of the overlay; the same holds for it. */
  podCidr: '10.244.0.0/16',
  /** How many pods a node has at most, with addresses of the subnet and with the overlay. */
  podsPerNode: { subnet: 30, overlay: 250 },
} as const

/**
 * How many addresses of the subnet the nodes take: a node one, and where pods have addresses of the subnet, all that it
 * may ever run, from the beginning. An upgrade adds a node before it takes one away. Source: the same pages.
 */
export const kubernetesAddresses = {
  perNode: { subnet: 1 + kubernetesDefaults.podsPerNode.subnet, overlay: 1 },
  nodesForUpgrade: 1,
} as const

/** The pods of each node of the overlay are a block of this size within the range of the pods. Source: the second page. */
export const overlayPrefixPerNode = 24

/** The range of the services must be smaller than this; its first address is the API server's. Source: the same pages. */
export const serviceCidrShorterThan = 12

/** Ranges that neither the network of a cluster nor its services nor its pods may use. Source: the first page. */
export const kubernetesForbiddenRanges: readonly ForbiddenRange[] = [
  { cidr: '169.254.0.0/16', why: 'link-local' },
  { cidr: '172.30.0.0/16', why: 'AKS itself' },
  { cidr: '172.31.0.0/16', why: 'AKS itself' },
  { cidr: '192.0.2.0/24', why: 'AKS itself' },
]
