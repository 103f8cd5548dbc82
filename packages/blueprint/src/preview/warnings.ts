import type { WorkspaceRequest } from '@palisade/contract'
import { computeDefaults, privateRanges, softDeleteDays } from '@palisade/facts'
import { contains, parseRange } from '../address-plan/ipv4-range.ts'
import { imageBuilder } from '../compute/image-builder.ts'
import { unknownSuffix } from './unknown.ts'

/** What is allowed and worth knowing before it is made. */
export function warnings(request: WorkspaceRequest): string[] {
  return [
    `The six letters shown as ${unknownSuffix} in names that are unique in all of Azure, and the names of role assignments, are known once the workspace is created.`,
    `The key vault has purge protection: after a delete Azure keeps it, and its name, for ${softDeleteDays.keyVault} days.`,
    'Log Analytics and Application Insights are closed to the internet: they take and show telemetry only through a private link scope of Azure Monitor, which this version does not make.',
    'Storage is locally redundant: the data stays in the region, in one data centre.',
    ...publicRange(request),
    ...imageBuild(request),
    ...largeClusters(request),
  ]
}

function publicRange(request: WorkspaceRequest): string[] {
  const { addressSpace } = request.network
  const space = parseRange(addressSpace)
  const isPrivate = privateRanges.some((cidr) => {
    const range = parseRange(cidr)
    return space !== undefined && range !== undefined && contains(range, space)
  })
  if (isPrivate) return []
  return [`${addressSpace} is not a private range: hosts on the internet with these addresses become unreachable.`]
}

function imageBuild(request: WorkspaceRequest): string[] {
  if (imageBuilder(request.compute?.clusters ?? []) !== undefined) return []
  return [
    'No cluster can build images: Azure cannot build into a private registry by itself, so add a cluster without GPUs before using environments of your own.',
  ]
}

function largeClusters(request: WorkspaceRequest): string[] {
  return (request.compute?.clusters ?? [])
    .filter(({ maxNodes }) => maxNodes > computeDefaults.nodesPerCluster)
    .map(
      ({ name, maxNodes }) =>
        `${name} may have ${maxNodes} nodes; a subscription whose quota was never raised allows ${computeDefaults.nodesPerCluster} per cluster.`,
    )
}
