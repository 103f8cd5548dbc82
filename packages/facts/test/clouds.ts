/** The clouds, by our name and by the one in the collected facts. */
export const clouds = [
  { ours: 'AzurePublic', collected: 'AzurePublic' },
  { ours: 'AzureGovernment', collected: 'AzureUSGovernment' },
  { ours: 'AzureChina', collected: 'AzureChina' },
] as const

export type CollectedCloud = (typeof clouds)[number]['collected']
