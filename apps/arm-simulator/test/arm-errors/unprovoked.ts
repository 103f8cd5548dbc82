import type { Provocation } from './provoke.ts'

/** Errors that the simulator does not come to by itself, and why. */
export const unprovoked: readonly (Pick<Provocation, 'code' | 'provider' | 'about'> & { readonly reason: string })[] = [
  {
    code: 'InvalidTemplateDeployment',
    provider: 'ARM',
    reason: 'there are no template deployments here: the simulator takes resources one by one',
  },
]
