/**
 * What a new subscription may have of managed online endpoints, unless its quota was raised. Azure keeps a part of the
 * cores of each deployment in reserve for upgrades, and the quota has to cover it. Source: "Manage and increase quotas and
 * limits".
 */
export const inferenceDefaults = {
  endpointsPerRegion: 100,
  deploymentsPerRegion: 500,
  deploymentsPerEndpoint: 20,
  instancesPerDeployment: 50,
  coresInReserve: 0.2,
} as const
