import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { isolationOf } from './isolation-mode.ts'
import { outboundRuleType } from './outbound-rule.ts'
import { placeRequiredRules } from './required-rules.ts'

/** Held by whatever changes the managed network: its rules, its mode, its making. */
export function networkLock(workspaceKey: string): string {
  return `${workspaceKey}/managednetwork`
}

export function isProvisioned(workspace: Resource): boolean {
  return read.text(workspace.internal, 'network', 'status') === 'Active'
}

/** Half an hour, and ten minutes more when the rules need a firewall. Source: how-to-managed-network.md. */
export function provisionSeconds(workspace: Resource, world: World): number {
  return 1800 + (namesHosts(workspace, world) ? 600 : 0)
}

/** Whether a rule needs the firewall, which the first such rule brings. */
export function namesHosts(workspace: Resource, world: World, except?: string): boolean {
  return world
    .children(workspace.key, outboundRuleType)
    .some((rule) => rule.key !== except && read.text(rule.body, 'properties', 'type') === 'FQDN')
}

/** The network is there from now on. */
export function provision(workspace: Resource, world: World, isSparkReady: boolean): void {
  world.put({
    ...workspace,
    internal: {
      ...workspace.internal,
      network: { ...networkOf(workspace), status: 'Active', sparkReady: isSparkReady },
    },
  })
  placeRequiredRules(workspace, world)
}

/** `properties.managedNetwork` as it is read: what was asked, how far it is, and the rules. */
export function showManagedNetwork(workspace: Resource, world: World): JsonObject {
  const asked = read.object(workspace.body, 'properties', 'managedNetwork')
  if (isolationOf(workspace.body) === 'Disabled') return asked
  const status = networkOf(workspace)
  return {
    ...asked,
    networkId: read.text(workspace.internal, 'networkId'),
    status,
    outboundRules: Object.fromEntries(
      world
        .children(workspace.key, outboundRuleType)
        .filter((rule) => !rule.hidden)
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map((rule) => [rule.name, showRuleProperties(rule, workspace)]),
    ),
  }
}

/** A rule does something only when there is a network for it. */
export function showRuleProperties(rule: Resource, workspace: Resource | undefined): JsonObject {
  const isActive = workspace !== undefined && isProvisioned(workspace)
  return { ...read.object(rule.body, 'properties'), status: isActive ? 'Active' : 'Inactive' }
}

export function networkOf(workspace: Resource): JsonObject {
  return { status: 'Inactive', sparkReady: false, ...read.object(workspace.internal, 'network') }
}
