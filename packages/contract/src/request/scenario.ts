import { OneOf } from './parts.ts'

export const scenarios = ['private', 'hybrid', 'open', 'managed'] as const

export const Scenario = OneOf(
  scenarios,
  'private: everything in a virtual network (the default). hybrid: a public workspace whose other resources are in a virtual network. open: no virtual network. managed: compute in a network that Azure ML manages.',
)
