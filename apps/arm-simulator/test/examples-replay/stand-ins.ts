import type { Json, JsonObject } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'

/** The subscription of every example: theirs are placeholders, or lack a digit. */
export const subscription = '00000000-1111-2222-3333-444444444444'
export const region = 'westus'

/** Sample values that could not be meant, and what a person would have written in their place. */
const exact: Readonly<Record<string, string>> = {
  '{your-password}': 'Sample-Passw0rd!',
  "bastionhosttenant'": 'bastionhosttenant',
  'eastus2(stage)': 'eastus2',
  regionName: region,
  location1: region,
  cus: 'centralus',
  'Microsoft.TestRP': 'Microsoft.Network',
  'Microsoft.TestRP1': 'Microsoft.Network',
}

/** Any resource with an identity of its own can be a scope. */
const scope = `subscriptions/${subscription}/resourceGroups/ahead/providers/Microsoft.MachineLearningServices/workspaces/ahead`
const identity = `/subscriptions/${subscription}/resourceGroups/ahead/providers/Microsoft.ManagedIdentity/userAssignedIdentities/ahead`

/** Samples that are only wrong where they stand. */
const sampled: Readonly<Record<string, Json>> = {
  'location="string"': region,
  'id="test-subnet-resource-id"': `/subscriptions/${subscription}/resourceGroups/ahead/providers/Microsoft.Network/virtualNetworks/ahead/subnets/machines`,
}

function inItsPlace(name: string, value: Json | undefined): Json | undefined {
  const isSampleIdentity = name === 'userAssignedIdentities' && read.at(value, 'string') !== undefined
  return isSampleIdentity ? { [identity]: {} } : sampled[`${name}=${JSON.stringify(value)}`]
}

/** An example, with the placeholders filled in that are there for the reader to fill in. */
export function withStandIns(value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map(withStandIns)
  if (read.isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [standIn(name), inItsPlace(name, item) ?? withStandIns(item)]),
    )
  return typeof value === 'string' ? standIn(value) : (value ?? null)
}

export function parametersOf(example: JsonObject): JsonObject {
  const filled = withStandIns(read.object(example, 'parameters'))
  const parameters = read.isObject(filled) ? filled : {}
  return {
    ...parameters,
    subscriptionId: subscription,
    ...(parameters.scope === 'scope' ? { scope } : {}),
  }
}

function standIn(text: string): string {
  const known = exact[text]
  if (known !== undefined) return known
  return text
    .replaceAll(/(^|\/)subscriptions\/[^/]+/gi, `$1subscriptions/${subscription}`)
    .replaceAll(/(?<=\/storageAccounts\/)[A-Za-z0-9]+/gi, (name) => name.toLowerCase())
    .replaceAll(/\{([A-Za-z][\w-]*)\}/g, '$1')
}
