/**
 * What a caller needs on a resource that another one points at. Without it Azure refuses the other one with
 * `LinkedAuthorizationFailed`. Source: "Azure permissions" of the Azure documentation.
 */
const forAnyone: Readonly<Record<string, string>> = {
  'Microsoft.ManagedIdentity/userAssignedIdentities': 'assign/action',
  'Microsoft.Network/firewallPolicies': 'join/action',
  'Microsoft.Network/natGateways': 'join/action',
  'Microsoft.Network/networkInterfaces': 'join/action',
  'Microsoft.Network/networkSecurityGroups': 'join/action',
  'Microsoft.Network/publicIPAddresses': 'join/action',
  'Microsoft.Network/routeTables': 'join/action',
  'Microsoft.Network/virtualNetworks/subnets': 'join/action',
}

/** What it depends on who points. */
const forSome: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': {
    'Microsoft.Network/virtualNetworks': 'join/action',
  },
  'Microsoft.Network/privateEndpoints': {
    'Microsoft.ContainerRegistry/registries': 'privateEndpointConnectionsApproval/action',
    'Microsoft.Insights/privateLinkScopes': 'privateEndpointConnectionsApproval/action',
    'Microsoft.KeyVault/vaults': 'privateEndpointConnectionsApproval/action',
    'Microsoft.MachineLearningServices/workspaces': 'privateEndpointConnectionsApproval/action',
    'Microsoft.Storage/storageAccounts': 'privateEndpointConnectionsApproval/action',
  },
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': {
    'Microsoft.Network/privateDnsZones': 'join/action',
  },
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': {
    'Microsoft.Network/virtualNetworks': 'peer/action',
  },
  // They let a subnet in that has a service endpoint to them.
  'Microsoft.KeyVault/vaults': {
    'Microsoft.Network/virtualNetworks/subnets': 'joinViaServiceEndpoint/action',
  },
  'Microsoft.Storage/storageAccounts': {
    'Microsoft.Network/virtualNetworks/subnets': 'joinViaServiceEndpoint/action',
  },
}

/** The action that whoever writes a resource of the type `from` needs on one of the type `to` in its body, if any. */
export function actionToPointAt(to: string, from: string): string | undefined {
  const action = forSome[from]?.[to] ?? forAnyone[to]
  return action === undefined ? undefined : `${to}/${action}`
}
