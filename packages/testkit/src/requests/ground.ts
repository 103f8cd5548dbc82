import fc from 'fast-check'

/** The clouds of Azure, told here once more: what a test holds the facts against must not come from the facts. */
export type RequestCloud = 'AzurePublic' | 'AzureGovernment' | 'AzureChina'

/** What of a cloud stands in requests. */
export const cloudParts: Readonly<
  Record<
    RequestCloud,
    { readonly regions: readonly [string, ...string[]]; readonly vaultSuffix: string; readonly blobZone: string }
  >
> = {
  AzurePublic: {
    regions: ['westeurope', 'northeurope', 'eastus2'],
    vaultSuffix: 'vault.azure.net',
    blobZone: 'privatelink.blob.core.windows.net',
  },
  AzureGovernment: {
    regions: ['usgovvirginia', 'usgovarizona'],
    vaultSuffix: 'vault.usgovcloudapi.net',
    blobZone: 'privatelink.blob.core.usgovcloudapi.net',
  },
  AzureChina: {
    regions: ['chinaeast2', 'chinanorth3'],
    vaultSuffix: 'vault.azure.cn',
    blobZone: 'privatelink.blob.core.chinacloudapi.cn',
  },
}

/** Where a request is: what its other parts have to agree with. */
export interface Ground {
  readonly cloud: RequestCloud
  readonly subscriptionId: string
  readonly region: string
}

/** The GUID of something that Azure or Entra ID has made. */
export const guid = fc.uuid()

const slug = (longest: number) =>
  fc
    .stringMatching(new RegExp(`^[a-z][a-z0-9-]{1,${longest - 2}}[a-z0-9]$`))
    .map((text) => text.replace(/-{2,}/g, '-'))
    .filter((text) => text.length > 2)

/** The five that every request has. */
export const anyGround = (cloud: RequestCloud) =>
  fc.record({
    name: slug(29),
    project: slug(63),
    subscriptionId: guid,
    resourceGroup: fc.stringMatching(/^[-A-Za-z0-9._()]{0,89}[-A-Za-z0-9_()]$/),
    region: fc.constantFrom(...cloudParts[cloud].regions),
  })

/** The ARM id of something that somebody else has made. Azure writes `resourceGroups` in more than one way. */
export const anyId = (type: string, subscriptionId: fc.Arbitrary<string>, name: fc.Arbitrary<string>) =>
  fc
    .record({
      subscriptionId,
      word: fc.constantFrom('resourceGroups', 'resourceGroups', 'resourceGroups', 'resourcegroups'),
      group: fc.constantFrom('rg-hub', 'Shared_Things', 'rg.platform(1)'),
      name,
    })
    .map(
      ({ subscriptionId, word, group, name }) =>
        `/subscriptions/${subscriptionId}/${word}/${group}/providers/${type}/${name}`,
    )

/** In the subscription of the workspace or, as in a hub, in another one. */
export const anySubscription = ({ subscriptionId }: Pick<Ground, 'subscriptionId'>) =>
  fc.oneof(fc.constant(subscriptionId), guid)

/** A key's public half, which is no secret. */
export const publicKey = fc.constantFrom(
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq4 ana@example.com',
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB',
)

export const vmSize = fc.constantFrom('Standard_DS3_v2', 'Standard_NC6s_v3', 'STANDARD_D4S_V5')

/** Says nothing. */
export const nothing = fc.constant({})
