import type { World } from '../state/world.ts'

const firewallType = 'Microsoft.Network/azureFirewalls'

/** What an update of a policy, or of rules in it, hears that a firewall could not take up because of another update. */
export function lateFirewallUpdate(policyKey: string, world: World): { code: string; message: string } | undefined {
  const policy = world.get(policyKey)
  const firewalls = world.referencers(policyKey, firewallType).length
  if (policy === undefined || firewalls === 0) return undefined
  return {
    code: 'FirewallPolicyUpdateFailed',
    message: `Put on Firewall Policy ${policy.name} Failed with ${firewalls} faulted referenced firewalls`,
  }
}
