/** What a step belongs to for people, in the order in which people think of a workspace. */
export const phases = [
  'preflight',
  'network',
  'firewall',
  'resources',
  'dns',
  'endpoints',
  'workspace',
  'access',
  'studio',
  'compute',
  'inference',
  'jumpBox',
  'monitor',
  'sentinel',
] as const

export type Phase = (typeof phases)[number]
