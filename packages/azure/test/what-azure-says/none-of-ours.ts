/** Errors of the table that no step of ours can meet, and why. */
export const noneOfOurs: readonly { readonly azure: string; readonly provider: string; readonly why: string }[] = [
  { azure: 'PrivateIPAddressNotInSubnet', provider: 'Microsoft.Network', why: 'we never ask for a certain address' },
  {
    azure: 'PrivateIPAddressInReservedRange',
    provider: 'Microsoft.Network',
    why: 'we never ask for a certain address',
  },
  { azure: 'PrivateIPAddressIsAllocated', provider: 'Microsoft.Network', why: 'we never ask for a certain address' },
  { azure: 'IpGroupsUpdateFailed', provider: 'Microsoft.Network', why: 'we make no groups of addresses' },
  {
    azure: 'InvalidTemplateDeployment',
    provider: 'ARM',
    why: 'we deploy no templates, but resources one by one (F41 with it)',
  },
  { azure: 'MissingApiVersionParameter', provider: 'ARM', why: 'the clients of Azure always send one' },
]
