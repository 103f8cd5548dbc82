/** What is looked at in Azure before anything is made, in the order in which people read it. */
export const checkNames = [
  'registrations',
  'permissions',
  'locks',
  'policies',
  'names',
  'quota',
  'existing-network',
  'zone-links',
] as const

export type CheckName = (typeof checkNames)[number]
