/** Traffic between two ends, for a rule of a network security group. */
export interface DirectedRule {
  /** Usable as the name of a rule. */
  readonly name: string
  readonly direction: 'Inbound' | 'Outbound'
  /** A service tag, `*`, or a name in braces for a range that depends on the workspace. */
  readonly source: string
  readonly destination: string
  readonly protocol: 'Tcp' | 'Udp' | '*'
  /** Ports of the destination; `all` stands for the `*` that Azure takes in the singular property only. */
  readonly ports: readonly string[] | 'all'
  readonly why: string
}
