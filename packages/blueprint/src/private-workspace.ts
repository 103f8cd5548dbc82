import type { Blueprint } from '@palisade/contract'
import { subResources } from '@palisade/facts'
import { clusterRoles } from './access/cluster-roles.ts'
import { storageAdmitsWorkspace } from './access/storage-admits-workspace.ts'
import { workspaceRoles } from './access/workspace-roles.ts'
import { cluster } from './compute/cluster.ts'
import { imageBuilder } from './compute/image-builder.ts'
import { instance } from './compute/instance.ts'
import type { Declaration } from './declare.ts'
import { privateZone } from './dns/private-zone.ts'
import { zoneLink } from './dns/zone-link.ts'
import { privateEndpoint } from './endpoints/private-endpoint.ts'
import { zoneGroup } from './endpoints/zone-group.ts'
import { azureFirewall } from './firewall/azure-firewall.ts'
import { azureMlRules } from './firewall/azure-ml-rules.ts'
import { firewallPolicy } from './firewall/policy.ts'
import { firewallPublicIp } from './firewall/public-ip.ts'
import { requestedRules } from './firewall/requested-rules.ts'
import { dnsServers } from './network/dns-servers.ts'
import { endpointsRules } from './network/endpoints-rules.ts'
import { endpointsSubnet } from './network/endpoints-subnet.ts'
import { firewallSubnet } from './network/firewall-subnet.ts'
import { resourceGroup } from './network/resource-group.ts'
import { egressRouteTable } from './network/route-table.ts'
import { subscription } from './network/subscription.ts'
import { trainingRules } from './network/training-rules.ts'
import { trainingSubnet } from './network/training-subnet.ts'
import { virtualNetwork } from './network/virtual-network.ts'
import type { Site } from './site.ts'
import { applicationInsights } from './workspace/application-insights.ts'
import { containerRegistry } from './workspace/container-registry.ts'
import { imageBuild } from './workspace/image-build.ts'
import { keyVault } from './workspace/key-vault.ts'
import { logAnalytics } from './workspace/log-analytics.ts'
import { type Foundations, mlWorkspace } from './workspace/ml-workspace.ts'
import { storageAccount } from './workspace/storage-account.ts'

/**
 * The scenario in which everything is private: one network, its resources behind private endpoints, and a firewall as
 * the only way out. The order of the lines is for reading; what waits for what is in the declarations.
 */
export function privateWorkspace(site: Site): Blueprint {
  const resources: Declaration['declared'][] = []
  const add = <Added extends Declaration>(added: Added): Added => {
    resources.push(added.declared)
    return added
  }

  const tenant = add(subscription(site))

  // The network, up to where the firewall is needed.
  const group = add(resourceGroup(site, tenant))
  const network = add(virtualNetwork(site, group))
  const firewallPlace = add(firewallSubnet(site, network))
  const endpointsPlace = add(endpointsSubnet(site, network, add(endpointsRules(site, group))))

  // The firewall, with all its rules before it.
  const publicIp = add(firewallPublicIp(site, group))
  const policy = add(firewallPolicy(site, group))
  const rules = [azureMlRules(site, policy), requestedRules(site, policy)].filter((one) => one !== undefined).map(add)
  const firewall = add(azureFirewall(site, { group, subnet: firewallPlace, publicIp, policy, rules }))

  // The rest of the network, which leads to the firewall.
  const resolver = add(dnsServers(network, firewall))
  const routes = add(egressRouteTable(site, group, firewall))
  const trainingPlace = add(trainingSubnet(site, network, add(trainingRules(site, group)), routes))

  // What an Azure ML workspace is built on, and the workspace.
  const foundations: Foundations = {
    storage: add(storageAccount(site, group)),
    vault: add(keyVault(site, group, tenant)),
    registry: add(containerRegistry(site, group)),
    insights: add(applicationInsights(site, group, add(logAnalytics(site, group)))),
  }
  const workspace = add(mlWorkspace(site, group, foundations))

  // Addresses inside the network, and names that lead to them.
  const links: Declaration[] = []
  const records: Declaration[] = []
  const endpointTo = (name: keyof typeof subResources, target: Declaration) => {
    const part = subResources[name]
    const zones = part.zones[site.cloud].map((zone) => add(privateZone(site, group, zone)))
    links.push(...zones.map((zone) => add(zoneLink(site, zone, network))))
    const endpoint = add(privateEndpoint(site, group, endpointsPlace, name, part, target))
    records.push(add(zoneGroup(endpoint, zones)))
    return endpoint
  }
  endpointTo('workspace', workspace)
  const storageEndpoints = {
    blob: endpointTo('blob', foundations.storage),
    file: endpointTo('file', foundations.storage),
  }
  endpointTo('queue', foundations.storage)
  endpointTo('table', foundations.storage)
  endpointTo('vault', foundations.vault)
  endpointTo('registry', foundations.registry)

  // Who may do what.
  const roles = workspaceRoles(site, workspace, foundations, storageEndpoints)
  for (const role of [...roles.storage, ...roles.others]) add(role)
  add(storageAdmitsWorkspace(foundations.storage, workspace, tenant))

  // Compute comes last: on its first start it resolves names, passes the firewall and opens the storage.
  const ready = [...links, ...records, resolver, ...roles.storage]
  const wanted = site.request.compute ?? {}
  const builder = imageBuilder(wanted.clusters ?? [])
  for (const one of wanted.clusters ?? []) {
    const made = add(cluster(site, one, workspace, trainingPlace, ready))
    const allowed = clusterRoles(site, made, foundations).map(add)
    if (one === builder) add(imageBuild(workspace, made, allowed))
  }
  for (const one of wanted.instances ?? []) add(instance(site, one, workspace, trainingPlace, ready))

  return {
    version: 1,
    workspaceId: site.derived.workspaceId,
    resources,
    summary: { workspace: workspace.key },
  }
}
