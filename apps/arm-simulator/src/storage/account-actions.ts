import { type Asked, actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import type { Action, ActionAnswer } from '../arm/arm-type.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { regenerateSecret, secretOf } from '../secrets/secret-of.ts'
import type { Resource } from '../state/resource.ts'

const type = 'Microsoft.Storage/storageAccounts'
const keyNames = ['key1', 'key2']

/** The keys of an account and what is signed with them. Nothing can be opened with either. */
export const storageAccountActions: readonly Action[] = [
  actionOn(type, 'POST', 'listkeys', ({ resource }) => ({ status: 200, effect: 'none', body: keysOf(resource) })),
  actionOn(type, 'POST', 'regeneratekey', ({ resource, world, body }) => {
    const name = requireKey(body, 'keyName')
    return { status: 200, effect: 'updated', body: keysOf(regenerateSecret(resource, name, world)) }
  }),
  actionOn(type, 'POST', 'listaccountsas', (asked) =>
    signed(asked, 'accountSasToken', ['signedServices', 'signedResourceTypes', 'signedPermission', 'signedExpiry']),
  ),
  actionOn(type, 'POST', 'listservicesas', (asked) => signed(asked, 'serviceSasToken', ['canonicalizedResource'])),
  actionOn(type, 'POST', 'revokeuserdelegationkeys', () => ({ status: 200, effect: 'none' })),
  {
    method: 'GET',
    path: /^\/subscriptions\/([^/]+)\/providers\/microsoft\.storage\/locations\/([^/]+)\/usages$/,
    run: ({ match: [, subscription, location], world }) => ({
      status: 200,
      body: {
        value: [
          {
            unit: 'Count',
            currentValue: world
              .ofType(type)
              .filter(
                (account) => account.subscription === subscription && read.text(account.body, 'location') === location,
              ).length,
            limit: 250,
            name: { value: 'StorageAccounts', localizedValue: 'Storage Accounts' },
          },
        ],
      },
    }),
  },
]

function keysOf(account: Resource): JsonObject {
  return {
    keys: keyNames.map((keyName) => ({
      keyName,
      value: secretOf(account, keyName, 'base64'),
      permissions: 'FULL',
      creationTime: read.text(account.body, 'properties', 'creationTime'),
    })),
  }
}

function requireKey(body: JsonObject, field: string): string {
  const name = read.text(body, field) ?? ''
  if (keyNames.includes(name)) return name
  throw invalid(field, `The value '${name}' of ${field} is invalid: it must be one of ${keyNames.join(', ')}.`)
}

const shortNames: Readonly<Record<string, string>> = {
  signedServices: 'ss',
  signedResourceTypes: 'srt',
  signedResource: 'sr',
  signedPermission: 'sp',
  signedStart: 'st',
  signedExpiry: 'se',
  signedIp: 'sip',
  signedProtocol: 'spr',
}

/** The words of a signature are the ones asked for; the signature itself is only of the right shape. */
function signed({ resource, body }: Asked, answer: string, required: readonly string[]): ActionAnswer {
  for (const field of required)
    if ((read.text(body, field) ?? '') === '')
      throw invalid(field, `Values for request parameters are invalid: ${field}.`)
  const key = body.keyToSign === undefined ? 'key1' : requireKey(body, 'keyToSign')
  const words = Object.entries(shortNames).flatMap(([name, short]) => {
    const value = read.text(body, name)
    return value === undefined ? [] : [`${short}=${encodeURIComponent(value)}`]
  })
  const signature = encodeURIComponent(secretOf(resource, `${key}:${words.join('&')}`, 'base64').slice(0, 43))
  return {
    status: 200,
    effect: 'none',
    body: { [answer]: ['sv=2023-11-03', ...words, `sig=${signature}%3D`].join('&') },
  }
}

function invalid(target: string, message: string): ArmError {
  return new ArmError(400, 'InvalidValuesForRequestParameters', message, { target })
}
