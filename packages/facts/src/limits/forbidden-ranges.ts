/** A range that a virtual network must not touch. */
export interface ForbiddenRange {
  readonly cidr: string
  readonly why: string
}

/**
 * Source of the first: "Secure an Azure Machine Learning workspace with virtual networks"; of the others: "Azure Virtual
 * Network FAQ".
 */
export const forbiddenRanges: readonly ForbiddenRange[] = [
  { cidr: '172.17.0.0/16', why: 'the Docker bridge on Azure ML compute' },
  { cidr: '224.0.0.0/4', why: 'multicast' },
  { cidr: '255.255.255.255/32', why: 'broadcast' },
  { cidr: '127.0.0.0/8', why: 'loopback' },
  { cidr: '169.254.0.0/16', why: 'link-local' },
  { cidr: '168.63.129.16/32', why: "Azure's own DNS and health probes" },
]

/** Ranges that nobody announces on the internet. Source: RFC 1918 and RFC 6598. */
export const privateRanges: readonly string[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']
