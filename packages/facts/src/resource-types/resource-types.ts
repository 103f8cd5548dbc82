import { applicationInsights } from './application-insights.ts'
import { azureFirewall } from './azure-firewall.ts'
import { bastionHost } from './bastion-host.ts'
import { blobContainer } from './blob-container.ts'
import { containerRegistry } from './container-registry.ts'
import { datastore } from './datastore.ts'
import { diagnosticSetting } from './diagnostic-setting.ts'
import { firewallPolicy } from './firewall-policy.ts'
import { keyVault } from './key-vault.ts'
import { kubernetesExtension } from './kubernetes-extension.ts'
import { logAnalytics } from './log-analytics.ts'
import { managedCluster } from './managed-cluster.ts'
import { mlCompute } from './ml-compute.ts'
import { mlWorkspace } from './ml-workspace.ts'
import { natGateway } from './nat-gateway.ts'
import { networkInterface } from './network-interface.ts'
import { networkSecurityGroup } from './network-security-group.ts'
import { onlineDeployment } from './online-deployment.ts'
import { onlineEndpoint } from './online-endpoint.ts'
import { outboundRule } from './outbound-rule.ts'
import { privateDnsZone } from './private-dns-zone.ts'
import { privateDnsZoneGroup } from './private-dns-zone-group.ts'
import { privateEndpoint } from './private-endpoint.ts'
import { privateLinkScope } from './private-link-scope.ts'
import { publicIpAddress } from './public-ip-address.ts'
import { resourceGroup } from './resource-group.ts'
import type { ResourceType } from './resource-type.ts'
import { roleAssignment } from './role-assignment.ts'
import { routeTable } from './route-table.ts'
import { ruleCollectionGroup } from './rule-collection-group.ts'
import { scopedResource } from './scoped-resource.ts'
import { sentinelOnboarding } from './sentinel-onboarding.ts'
import { sshPublicKey } from './ssh-public-key.ts'
import { storageAccount } from './storage-account.ts'
import { subnet } from './subnet.ts'
import { subscription } from './subscription.ts'
import { userAssignedIdentity } from './user-assigned-identity.ts'
import { virtualMachine } from './virtual-machine.ts'
import { virtualMachineExtension } from './virtual-machine-extension.ts'
import { virtualNetwork } from './virtual-network.ts'
import { virtualNetworkLink } from './virtual-network-link.ts'
import { virtualNetworkPeering } from './virtual-network-peering.ts'

/** Every type of Azure resource that Palisade declares. */
export const resourceTypes: readonly ResourceType[] = [
  applicationInsights,
  azureFirewall,
  bastionHost,
  blobContainer,
  containerRegistry,
  datastore,
  diagnosticSetting,
  firewallPolicy,
  keyVault,
  kubernetesExtension,
  logAnalytics,
  managedCluster,
  mlCompute,
  mlWorkspace,
  natGateway,
  networkInterface,
  networkSecurityGroup,
  onlineDeployment,
  onlineEndpoint,
  outboundRule,
  privateDnsZone,
  privateDnsZoneGroup,
  privateEndpoint,
  privateLinkScope,
  publicIpAddress,
  resourceGroup,
  roleAssignment,
  routeTable,
  ruleCollectionGroup,
  scopedResource,
  sentinelOnboarding,
  sshPublicKey,
  storageAccount,
  subnet,
  subscription,
  userAssignedIdentity,
  virtualMachine,
  virtualMachineExtension,
  virtualNetwork,
  virtualNetworkLink,
  virtualNetworkPeering,
]
