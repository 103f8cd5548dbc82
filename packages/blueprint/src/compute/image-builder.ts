import type { ClusterRequest } from './cluster.ts'

/** Azure's sizes with GPUs begin with N. */
function hasGpu(vmSize: string): boolean {
  return /^standard_n/i.test(vmSize)
}

/** The cluster that builds images: Azure ML wants one without GPUs, so the first such, and none where there is none. */
export function imageBuilder<Cluster extends Pick<ClusterRequest, 'vmSize'>>(
  clusters: readonly Cluster[],
): Cluster | undefined {
  return clusters.find((cluster) => !hasGpu(cluster.vmSize))
}
