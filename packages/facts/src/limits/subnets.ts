/** Azure keeps the first four addresses of a subnet and the last. Source: "Azure Virtual Network FAQ". */
export const reservedAddresses = 5

/** The names that Azure looks subnets up by, with the longest prefix it accepts. */
export const namedSubnets = {
  /** Source: "Azure Firewall limits". */
  AzureFirewallSubnet: { longestPrefix: 26 },
  /** Source: "About Bastion configuration settings". */
  AzureBastionSubnet: { longestPrefix: 26 },
} as const
