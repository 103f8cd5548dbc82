import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import { addressSpaceProblems } from './address-space.ts'
import { clientIpProblems } from './client-ips.ts'
import { computePlacementProblems } from './compute-placement.ts'
import { clusterSizeProblems, computeNameProblems } from './computes.ts'
import { dnsProblems } from './dns.ts'
import { egressProblems } from './egress.ts'
import { encryptionProblems } from './encryption.ts'
import { existingNetworkProblems } from './existing-network.ts'
import { identityProblems } from './identity.ts'
import { inlineSecretProblems } from './inline-secrets.ts'
import { kubernetesProblems } from './kubernetes.ts'
import { labellingProblems } from './labelling.ts'
import { needsNetworkProblems } from './needs-network.ts'
import { networkMissingProblems } from './network-missing.ts'
import { onlineEndpointProblems } from './online-endpoints.ts'
import { outboundRuleProblems } from './outbound-rules.ts'
import { peeringProblems } from './peering.ts'
import { privateComputeProblems } from './private-compute.ts'
import { reachProblems } from './reach.ts'
import { regionProblems } from './region.ts'
import { scenarioConflictProblems } from './scenario-conflict.ts'
import { sentinelProblems } from './sentinel.ts'
import { tagProblems } from './tags.ts'

/**
 * All that is wrong with a request that has the form of the schema. Empty where a blueprint can be computed.
 * @param cloud the one that this installation works in
 */
export function validateRequest(request: WorkspaceRequest, cloud: Cloud = 'AzurePublic'): ProblemItem[] {
  return [
    ...regionProblems(request, cloud),
    ...scenarioConflictProblems(request),
    ...needsNetworkProblems(request),
    ...networkMissingProblems(request),
    ...outboundRuleProblems(request, cloud),
    ...addressSpaceProblems(request),
    ...existingNetworkProblems(request),
    ...peeringProblems(request),
    ...reachProblems(request),
    ...clientIpProblems(request),
    ...egressProblems(request),
    ...dnsProblems(request, cloud),
    ...computeNameProblems(request),
    ...clusterSizeProblems(request),
    ...computePlacementProblems(request),
    ...privateComputeProblems(request),
    ...onlineEndpointProblems(request),
    ...kubernetesProblems(request),
    ...labellingProblems(request),
    ...sentinelProblems(request),
    ...identityProblems(request),
    ...encryptionProblems(request, cloud),
    ...tagProblems(request),
    ...inlineSecretProblems(request),
  ]
}
