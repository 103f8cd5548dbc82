/** The Azure names of what a workspace consists of. The rules of Azure for each are in the facts. */
export interface Names {
  readonly virtualNetwork: string
  readonly trainingSubnet: string
  readonly endpointsSubnet: string
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
  readonly scoringSubnet: string
  readonly hostsSubnet: string
  readonly natGateway: string
  readonly natPublicIp: string
  readonly bastion: string
  readonly bastionPublicIp: string
  readonly jumpBox: string
  readonly jumpBoxInterface: string
  readonly jumpBoxKey: string
  readonly identity: string
  readonly kubernetes: string
  readonly kubernetesIdentity: string
  readonly labellingAccount: string
  readonly monitorScope: string
  readonly diagnostics: string
  rules(of: string): string
  routes(of: string): string
  endpoint(of: string): string
  /** For what is made inside of something that is not ours: carries the suffix, by which it is known as ours. */
  guest(name: string): string
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
    scoringSubnet: 'snet-scoring',
    hostsSubnet: 'snet-hosts',
    natGateway: `ng-${name}`,
    natPublicIp: `pip-${name}-ng`,
    bastion: `bas-${name}`,
    bastionPublicIp: `pip-${name}-bas`,
    jumpBox: `vm-${name}`,
    jumpBoxInterface: `nic-${name}`,
    jumpBoxKey: `ssh-${name}`,
    identity: `id-${name}`,
    kubernetes: `aks-${name}`,
    kubernetesIdentity: `id-${name}-aks`,
    // Begins with other letters than the default account, so that no cut makes the two the same.
    labellingAccount: `lb${letters.slice(0, 24 - 2 - suffix.length)}${suffix}`,
    monitorScope: `ampls-${name}`,
    diagnostics: `diag-${name}`,
    rules: (of) => `nsg-${name}-${of}`,
    routes: (of) => `rt-${name}-${of}`,
    endpoint: (of) => `pe-${name}-${of}`,
    guest: (what) => `${what}-${name}-${suffix}`,
  }
}
