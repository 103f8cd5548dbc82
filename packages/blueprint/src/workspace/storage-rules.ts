import type { BodyOf, storageAccount, subnet } from '@palisade/facts'
import type { Reach } from '../choices.ts'
import type { Declaration, WithReferences } from '../declare.ts'

type Properties = WithReferences<BodyOf<typeof storageAccount>['properties']>

/**
 * Who passes the firewall of a storage account: nobody but those who are named. Client addresses count only while
 * Azure looks at the rules at all, which it does not where public access is off as a whole.
 */
export function storageRules(wanted: {
  readonly reach: Reach
  readonly clientIps: readonly string[]
  /** The subnet of a service endpoint. */
  readonly subnet: Declaration<typeof subnet> | undefined
}): Pick<Properties, 'publicNetworkAccess' | 'networkAcls'> {
  if (wanted.reach === 'open') {
    return {
      publicNetworkAccess: 'Enabled',
      networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices', ipRules: [], virtualNetworkRules: [] },
    }
  }
  const subnets = wanted.reach === 'serviceEndpoint' && wanted.subnet !== undefined ? [wanted.subnet] : []
  const isClosed = subnets.length === 0 && wanted.clientIps.length === 0
  return {
    publicNetworkAccess: isClosed ? 'Disabled' : 'Enabled',
    networkAcls: {
      defaultAction: 'Deny',
      bypass: 'AzureServices',
      ipRules: wanted.clientIps.map((value) => ({ value, action: 'Allow' })),
      virtualNetworkRules: subnets.map(({ ref }) => ({ id: ref, action: 'Allow' })),
    },
  }
}
