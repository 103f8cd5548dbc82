/** How a resource stands, whatever its provider calls that. */
export type Provisioning = 'ready' | 'working' | 'leaving' | 'failed'

/** Reads it from a resource, flattened or not. Azure's rule: no state means that it succeeded. */
export function provisioningOf(found: unknown): Provisioning {
  const state = stateOf(found) ?? stateOf(propertiesOf(found)) ?? 'Succeeded'
  if (/^succeeded$/i.test(state)) return 'ready'
  if (/^(failed|cancell?ed)$/i.test(state)) return 'failed'
  return /^delet/i.test(state) ? 'leaving' : 'working'
}

function stateOf(value: unknown): string | undefined {
  return typeof value === 'object' &&
    value !== null &&
    'provisioningState' in value &&
    typeof value.provisioningState === 'string'
    ? value.provisioningState
    : undefined
}

function propertiesOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'properties' in value ? value.properties : undefined
}
