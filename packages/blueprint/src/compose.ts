import type { Declared } from '@palisade/contract'
import { clientAddresses } from './access/client-addresses.ts'
import { storageAdmitsWorkspace } from './access/storage-admits-workspace.ts'
import { workspaceRoles } from './access/workspace-roles.ts'
import { collector } from './collect.ts'
import { training } from './compute/training.ts'
import type { Declaration } from './declare.ts'
import { nameBook } from './dns/name-book.ts'
import { workspaceEndpoints } from './endpoints/workspace-endpoints.ts'
import { given as whatIsGiven } from './ground/given.ts'
import { resourceGroup } from './ground/resource-group.ts'
import { subscription } from './ground/subscription.ts'
import { kubernetes } from './inference/kubernetes.ts'
import { onlineEndpoints } from './inference/online-endpoints.ts'
import { jumpBoxes } from './jump-box/jump-boxes.ts'
import { managedNetwork } from './managed-network/managed-network.ts'
import { diagnostics } from './monitor/diagnostics.ts'
import { monitorScope } from './monitor/private-link-scope.ts'
import { networkOf } from './network/network.ts'
import { sentinelOnboardingOf } from './sentinel/onboarding.ts'
import type { Site } from './site.ts'
import { labelling, labellingAccount } from './studio/labelling.ts'
import { studio } from './studio/studio.ts'
import { customerKey } from './workspace/customer-key.ts'
import { defaultStorageRules, foundations } from './workspace/foundations.ts'
import { type Foundations, mlWorkspace } from './workspace/ml-workspace.ts'
import { makeIdentity, ownIdentity } from './workspace/own-identity.ts'

/**
 * All that a workspace consists of, in any scenario. The order of the lines is for reading; what waits for what is in the
 * declarations. A folder stands for each concern, and says itself whether the request asks for it.
 */
export function compose(site: Site): { readonly resources: readonly Declared[]; readonly workspace: string } {
  const { add, resources } = collector()
  const { choices } = site

  // What has to be there before.
  const tenant = add(subscription(site))
  const given = whatIsGiven(site, add)
  const preflight = resources.filter(({ key }) => key.startsWith('preflight/') && key !== tenant.key)
  const group = add(resourceGroup(site, tenant, preflight))

  // The network, the way out of it, and the subnets that lead there.
  const network = choices.hasNetwork ? networkOf(site, add, group, given) : undefined
  const names = network === undefined ? undefined : nameBook(site, add, { group, network: network.network, given })
  const trainingSubnet = network?.subnets.get('training')

  // As whom the workspace acts, what it is built on, and the workspace.
  const identity = choices.hasOwnIdentity
    ? ownIdentity(
        given.identity ?? add(makeIdentity(site, group, { key: 'resources/identity', name: site.names.identity })),
      )
    : undefined
  const key =
    identity === undefined || given.keyVault === undefined
      ? undefined
      : customerKey(site, add, given.keyVault, identity)
  const built = foundations(site, add, { group, tenant, training: trainingSubnet, customerKey: key })
  const labels = choices.hasLabellingAccount ? labellingAccount(site, add, group, key) : undefined
  // An identity that was there before the workspace gets its roles before it, because Azure ML uses them at once.
  const early = identity === undefined ? undefined : workspaceRoles(site, identity.declaration, built)
  const earlyRoles = early === undefined ? [] : [...early.storage, ...early.others].map(add)
  const workspace = add(
    mlWorkspace(site, group, built, {
      identity,
      customerKey: key,
      after: identity === undefined ? [] : [identity.declaration, ...earlyRoles],
    }),
  )
  const actor = identity?.declaration ?? workspace

  // Addresses inside the network, and names that lead to them.
  const scope = choices.hasMonitorScope ? monitorScope(site, add, group, built) : undefined
  const targets = { workspace, foundations: built, scope, labels }
  const endpoints =
    network === undefined || names === undefined
      ? []
      : workspaceEndpoints(site, add, { group, subnets: network.subnets, names, ...targets })

  // Who may do what.
  const late = identity === undefined ? workspaceRoles(site, workspace, built) : undefined
  const storageRoles = late === undefined ? earlyRoles : late.storage.map(add)
  const otherRoles = late === undefined ? [] : late.others.map(add)
  if (choices.storage !== 'open' && choices.storageAdmits === 'resourceInstances') {
    const rules = defaultStorageRules(site, trainingSubnet)
    add(storageAdmitsWorkspace('access/storage-admits-workspace', built.storage, rules, workspace, tenant))
  }
  if (choices.isLimitedToClients) add(clientAddresses(site, workspace))
  if (choices.hasStudio) {
    const data = endpoints.filter(({ of }) => ['blob', 'file', 'labelling'].includes(of))
    studio(site, add, { workspace, identity: actor, storageEndpoints: data })
  }
  if (labels !== undefined) labelling(site, add, labels, { workspace, identity: actor, tenant })

  // Compute comes last: on its first start it resolves names, passes the way out and opens the storage.
  const managed =
    choices.isolation === undefined
      ? []
      : [
          managedNetwork(site, add, workspace, [
            ...storageRoles,
            ...otherRoles,
            ...endpoints.map((one) => one.endpoint),
          ]),
        ]
  const ready = [...(names?.ready ?? []), ...(network?.ready ?? []), ...storageRoles, ...managed]
  const computeSubnets = network?.computeSubnets ?? new Map<string, never>()
  training(site, add, { workspace, foundations: built, subnet: trainingSubnet, computeSubnets, given, ready })
  onlineEndpoints(site, add, { workspace, foundations: built, ready })
  kubernetes(site, add, {
    group,
    workspace,
    foundations: built,
    subnet: network?.subnets.get('scoring'),
    given,
    wayOut: network?.ready ?? [],
    ready,
  })

  // Who looks after it.
  const hosts = network === undefined ? [] : jumpBoxes(site, add, { ...network, group, given })
  if (choices.hasDiagnostics) diagnostics(site, add, built.logs, observed(built, workspace))
  if (site.request.sentinel !== undefined) {
    add(sentinelOnboardingOf(built.logs, [workspace, ...hosts, ...(names?.ready ?? [])]))
  }
  return { resources, workspace: workspace.key }
}

function observed(built: Foundations, workspace: Declaration): (readonly [string, Declaration])[] {
  return [
    ['workspace', workspace],
    ['vault', built.vault],
    ['registry', built.registry],
  ]
}
