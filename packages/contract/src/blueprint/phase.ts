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
  'compute',
] as const

export type Phase = (typeof phases)[number]
