const collections: Readonly<Record<string, string>> = {
  'Microsoft.Network/azureFirewalls': 'azureFirewallIpConfigurations',
  'Microsoft.Network/bastionHosts': 'bastionHostIpConfigurations',
}

/** The id of an IP configuration: what a subnet or a public address is said to be used by. */
export function ipConfigurationId(holder: { readonly id: string; readonly type: string }, name: string): string {
  return `${holder.id}/${collections[holder.type] ?? 'ipConfigurations'}/${name}`
}
