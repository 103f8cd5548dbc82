import type { IpRange } from '../ip-range.ts'

/** Where traffic goes: to a service of Microsoft's, known by its tag and one of its names, or to an address in a network. */
export type Target =
  | { readonly tag: string; readonly host: string; readonly region: string }
  | { readonly address: string }

/** Something that wants to leave a subnet. */
export interface Flow {
  readonly protocol: 'Tcp' | 'Udp'
  readonly port: number
  /** The range of the subnet that it comes from: any of its addresses may be the sender. */
  readonly from: IpRange
  readonly to: Target
}
