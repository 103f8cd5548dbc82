import { type SubnetUse, subnetUses } from '../address-plan/address-plan.ts'
import type { Choices } from '../choices.ts'
import type { Site } from '../site.ts'

/** The subnets that a workspace has, made or existing. */
export function neededSubnets({ choices, request }: Pick<Site, 'choices' | 'request'>): SubnetUse[] {
  return subnetUses.filter((use) => isNeeded(use, choices, request))
}

function isNeeded(use: SubnetUse, choices: Choices, request: Site['request']): boolean {
  switch (use) {
    case 'firewall':
      return choices.egress === 'azureFirewall'
    case 'endpoints':
      return choices.hasNetwork && hasEndpoints(choices)
    case 'training':
      return choices.hasComputeInNetwork
    case 'scoring':
      return choices.hasNewKubernetes
    case 'hosts':
      return choices.hasJumpBox
    case 'bastion':
      // In somebody else's network their Bastion is used, unless they give a subnet for another one.
      return (
        choices.hasJumpBox && (!choices.isExistingNetwork || request.network?.existing?.subnets?.bastion !== undefined)
      )
  }
}

function hasEndpoints(choices: Choices): boolean {
  const { storage, vault, registry, hasMonitorScope, hasLabellingAccount } = choices
  return (
    choices.hasWorkspaceEndpoint ||
    hasMonitorScope ||
    hasLabellingAccount ||
    [storage, vault, registry].includes('privateEndpoint')
  )
}
