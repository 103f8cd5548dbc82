/** The Azure names of what a workspace consists of. The rules of Azure for each are in the facts. */
export interface Names {
  readonly virtualNetwork: string
  readonly trainingSubnet: string
  readonly endpointsSubnet: string
  readonly trainingRules: string
  readonly endpointsRules: string
  readonly egressRoutes: string
  readonly firewall: string
  readonly firewallPolicy: string
  readonly firewallPublicIp: string
  readonly logAnalytics: string
  readonly applicationInsights: string
  readonly mlWorkspace: string
  readonly storageAccount: string
  readonly keyVault: string
  readonly containerRegistry: string
  readonly virtualNetworkLink: string
  endpoint(of: string): string
}

/**
 * Gives the names for a workspace. Those that are unique in all of Azure end in the suffix; where one would be too
 * long, the workspace's name is cut and never the suffix.
 */
export function namesFor(name: string, suffix: string): Names {
  const letters = name.replaceAll('-', '')
  return {
    virtualNetwork: `vnet-${name}`,
    trainingSubnet: 'snet-training',
    endpointsSubnet: 'snet-endpoints',
    trainingRules: `nsg-${name}-training`,
    endpointsRules: `nsg-${name}-endpoints`,
    egressRoutes: `rt-${name}`,
    firewall: `afw-${name}`,
    firewallPolicy: `afwp-${name}`,
    firewallPublicIp: `pip-${name}-afw`,
    logAnalytics: `log-${name}`,
    applicationInsights: `appi-${name}`,
    mlWorkspace: `mlw-${name}`,
    storageAccount: `st${letters.slice(0, 24 - 2 - suffix.length)}${suffix}`,
    // A cut can leave a hyphen at the end, and Azure refuses two in a row.
    keyVault: `kv-${name.slice(0, 24 - 4 - suffix.length).replace(/-$/, '')}-${suffix}`,
    containerRegistry: `cr${letters}${suffix}`,
    virtualNetworkLink: `link-${name}`,
    endpoint: (of) => `pe-${name}-${of}`,
  }
}
