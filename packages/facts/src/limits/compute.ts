/** What a new subscription may have, unless its quota was raised. Source: "Manage and increase quotas and limits". */
export const computeDefaults = { nodesPerCluster: 100, computesPerRegion: 500 } as const
