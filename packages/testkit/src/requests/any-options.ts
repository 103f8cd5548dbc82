import type { WorkspaceRequest } from '@palisade/contract'
import fc from 'fast-check'
import { anyIdentity } from './any-compute.ts'
import { anyId, anySubscription, cloudParts, type Ground, guid, vmSize } from './ground.ts'

/** What other options leave open. */
export interface OptionRules {
  readonly scenario: 'private' | 'hybrid' | 'open' | 'managed'
  readonly isWorkspacePublic: boolean
  readonly hasNetwork: boolean
  readonly hasWorkspaceEndpoint: boolean
  /** Kubernetes needs the identity that Azure makes for the workspace. */
  readonly mayHaveOwnIdentity: boolean
}

type Options = Pick<
  WorkspaceRequest,
  | 'access'
  | 'studio'
  | 'sentinel'
  | 'jumpBox'
  | 'identity'
  | 'encryption'
  | 'monitor'
  | 'legacyV1'
  | 'highBusinessImpact'
  | 'tags'
>

/** The options that stand for themselves, and those that depend on little. */
export const anyOptions = (ground: Ground, rules: OptionRules): fc.Arbitrary<Options> =>
  fc
    .tuple(anyAccess(rules), anyHosts(ground, rules), anyEncryption(ground, rules), anyRest(ground, rules))
    .map(([access, hosts, encryption, rest]) => ({ ...access, ...hosts, ...encryption, ...rest }))

const anyRest = ({ cloud }: Ground, { scenario, hasNetwork }: OptionRules) =>
  fc.record(
    {
      studio: fc.oneof(
        fc.boolean(),
        fc.record(
          {
            labelling: fc.constantFrom(
              'separateAccount' as const,
              scenario === 'open' ? ('defaultAccount' as const) : ('separateAccount' as const),
            ),
          },
          { requiredKeys: [] },
        ),
      ),
      monitor: fc.record(
        {
          diagnosticSettings: fc.boolean(),
          privateLinkScope: hasNetwork && cloud !== 'AzureChina' ? fc.boolean() : fc.constant(false),
        },
        { requiredKeys: [] },
      ),
      legacyV1: fc.boolean(),
      highBusinessImpact: fc.boolean(),
      tags,
    },
    { requiredKeys: [] },
  )

const tags = fc
  .uniqueArray(
    fc.record({
      name: fc.oneof(
        fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/),
        fc.constantFrom('cost center', 'Größe', 'a.b-c_d', 'constructor', '4711'),
      ),
      value: fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('', 'ours; mine', 'x'.repeat(256))),
    }),
    { maxLength: 5, selector: ({ name }) => name.toLowerCase() },
  )
  .map((list) => Object.fromEntries(list.map(({ name, value }) => [name, value])))

const first = fc.constantFrom(20, 51, 81, 203)
const byte = fc.nat({ max: 255 })

/** An address on the internet, or a range of them that begins at its first. */
const clientIp = fc.oneof(
  fc.tuple(first, byte, byte, byte).map((bytes) => bytes.join('.')),
  fc
    .record({ bytes: fc.tuple(first, byte, byte, byte), prefix: fc.integer({ min: 8, max: 30 }) })
    .map(({ bytes, prefix }) => {
      const address = bytes.reduce((sum, one) => sum * 256 + one, 0)
      const start = address - (address % 2 ** (32 - prefix))
      return `${[24, 16, 8, 0].map((bits) => Math.floor(start / 2 ** bits) % 256).join('.')}/${prefix}`
    }),
)

const clientIps = fc.uniqueArray(clientIp, { maxLength: 6 })

/** A workspace that is public by its scenario is not closed by a word. */
const anyAccess = ({ scenario, isWorkspacePublic }: OptionRules): fc.Arbitrary<Pick<WorkspaceRequest, 'access'>> => {
  const isByScenario = scenario === 'open' || scenario === 'hybrid'
  if (isByScenario) {
    return fc.option(fc.record({ access: fc.record({ public: fc.constant(true), clientIps }, { requiredKeys: [] }) }), {
      nil: {},
      freq: 2,
    })
  }
  if (!isWorkspacePublic) {
    return fc.option(
      fc.record({
        access: fc.record({ public: fc.constant(false), clientIps: fc.constant([]) }, { requiredKeys: [] }),
      }),
      { nil: {}, freq: 2 },
    )
  }
  return fc.record({ access: fc.record({ public: fc.constant(true), clientIps }, { requiredKeys: ['public'] }) })
}

/** Machines in the network, and the notebooks that may be opened from them. */
const anyHosts = (ground: Ground, { isWorkspacePublic, hasNetwork, hasWorkspaceEndpoint }: OptionRules) => {
  const machine = anyMachine(ground)
  const wanted = hasNetwork ? fc.oneof(fc.boolean(), machine) : fc.constant(false)
  const sentinel = (access: 'public' | 'private') => fc.constant({ access } as const)
  const jumpBox: fc.Arbitrary<Pick<WorkspaceRequest, 'jumpBox' | 'sentinel'>> = fc.record(
    { jumpBox: wanted },
    { requiredKeys: [] },
  )
  return fc.oneof(
    { arbitrary: jumpBox, weight: 3 },
    ...(isWorkspacePublic
      ? [
          {
            arbitrary: fc.record({ jumpBox: wanted, sentinel: sentinel('public') }, { requiredKeys: ['sentinel'] }),
            weight: 1,
          },
        ]
      : []),
    ...(hasWorkspaceEndpoint
      ? [
          {
            arbitrary: fc.record(
              { jumpBox: fc.oneof(fc.constant(true), machine), sentinel: sentinel('private') },
              { requiredKeys: ['sentinel'] },
            ),
            weight: 1,
          },
        ]
      : []),
  )
}

/** People whose ids are written in more than one way are the same people. */
const person = fc.oneof(
  guid,
  fc.constantFrom('8d1c0f4e-6c1b-4a8e-9c55-0c7f5a2f7b10', '8D1C0F4E-6C1B-4A8E-9C55-0C7F5A2F7B10'),
)

const anyMachine = (ground: Ground) =>
  fc.record(
    {
      vmSize,
      sshPublicKeyId: anyId(
        'Microsoft.Compute/sshPublicKeys',
        anySubscription(ground),
        fc.constantFrom('ssh-operators', 'Key_1'),
      ),
      users: fc.uniqueArray(person, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )

const hex = fc.stringMatching(/^[a-f0-9]{32}$/)

const anyEncryption = (
  ground: Ground,
  { mayHaveOwnIdentity }: OptionRules,
): fc.Arbitrary<Pick<WorkspaceRequest, 'identity' | 'encryption'>> => {
  const system = fc.record({ identity: fc.constant({ type: 'system' as const }) }, { requiredKeys: [] })
  if (!mayHaveOwnIdentity) return system
  const identity = fc.record(
    { type: fc.constant('userAssigned' as const), id: anyIdentity(ground) },
    { requiredKeys: ['type'] },
  )
  const encryption = fc
    .record({ vault: fc.constantFrom('kv-keys', 'KV-Hub2'), subscriptionId: anySubscription(ground), version: hex })
    .map(({ vault, subscriptionId, version }) => ({
      keyVaultId: `/subscriptions/${subscriptionId}/resourceGroups/rg-hub/providers/Microsoft.KeyVault/vaults/${vault}`,
      keyIdentifier: `https://${vault.toLowerCase()}.${cloudParts[ground.cloud].vaultSuffix}/keys/workspaces/${version}`,
    }))
  return fc.oneof(
    system,
    fc.record({ identity }),
    fc.record({ identity, encryption }, { requiredKeys: ['encryption'] }),
  )
}
