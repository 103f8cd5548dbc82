import { WorkspaceRequest } from '@palisade/contract'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { readJson } from '../json/read-json.ts'
import { refusalOfError } from '../problems/refusal-of-error.ts'
import type { SchemaErrors } from './schema-errors.ts'
import { validateRequests } from './validate-requests.ts'

const app = fastify()
validateRequests(app)
const validate = app.validatorCompiler?.({ schema: WorkspaceRequest, method: 'POST', url: '/', httpPart: 'body' })

/** What the API does with a body before it knows whether it is a request, from the text to the refusal. */
function refuse(text: string) {
  const outcome: unknown = validate?.(readJson(text))
  const error = typeof outcome === 'object' && outcome !== null && 'error' in outcome ? outcome.error : undefined
  if (error === undefined) throw new Error('The body was taken')
  const refusal = refusalOfError(error as SchemaErrors, 'route-not-found')
  if (refusal === null) throw error
  return refusal
}

const valid = {
  name: 'fraud',
  project: 'risk',
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'rg',
  region: 'westeurope',
}

const list = <Item>(length: number, item: (index: number) => Item) => Array.from({ length }, (_, index) => item(index))
const fields = (length: number, value: unknown) => Object.fromEntries(list(length, (index) => [`k${index}`, value]))
const egress = (field: string, items: unknown[]) => ({ ...valid, egress: { mode: 'azureFirewall', [field]: items } })

/** Bodies that grow with a number, and how large the number may be for 64 kB. */
const bodies: [string, number, (size: number) => unknown][] = [
  ['unknown fields', 6_000, (size) => fields(size, 1)],
  [
    'unknown fields with long names',
    900,
    (size) => Object.fromEntries(list(size, (i) => [`${'n'.repeat(60)}${i}`, 1])),
  ],
  ['unknown fields inside of one', 6_000, (size) => ({ ...valid, network: fields(size, 1) })],
  [
    'names that are no tags',
    5_000,
    (size) => ({ ...valid, tags: Object.fromEntries(list(size, (i) => [`<${i}`, 1])) }),
  ],
  [
    'items of a wrong type',
    30_000,
    (size) =>
      egress(
        'allowHosts',
        list(size, () => 1),
      ),
  ],
  [
    'items that are none of a few words',
    8_000,
    (size) =>
      egress(
        'allow',
        list(size, (index) => `${index}`),
      ),
  ],
  [
    'objects that have to differ',
    5_000,
    (size) =>
      egress(
        'allowServiceTags',
        list(size, (index) => ({ a: index })),
      ),
  ],
  [
    'numbers that have to differ',
    9_000,
    (size) =>
      egress(
        'allowServiceTags',
        list(size, (index) => index),
      ),
  ],
  ['empty clusters', 20_000, (size) => ({ ...valid, compute: { clusters: list(size, () => ({})) } })],
  [
    'unions of the wrong type',
    9_000,
    (size) => ({ ...valid, compute: { clusters: list(size, () => ({ priority: 1 })) } }),
  ],
  ['a long id', 5_000, (size) => withTarget(`/subscriptions/${'/providers/'.repeat(size)} `)],
  ['a key with a line end', 60_000, (size) => withKey(`ssh-rsa ${'A'.repeat(size)}\n`)],
  ['a long host', 30_000, (size) => egress('allowHosts', ['a.'.repeat(size)])],
  ['what has to be no secret', 6_000, (size) => ({ ...valid, more: fields(size, 'Pwd ') })],
]

function withTarget(resourceId: string) {
  const privateEndpoint = { resourceId, subresource: 'blob' }
  return { ...valid, outboundRules: [{ name: 'team', privateEndpoint }] }
}

function withKey(sshPublicKey: string) {
  return { ...valid, compute: { clusters: [{ name: 'cpu', vmSize: 'Standard_DS3_v2', maxNodes: 1, sshPublicKey }] } }
}

function quickestMs(text: string): number {
  return Math.min(
    ...list(5, () => {
      const begin = performance.now()
      refuse(text)
      return performance.now() - begin
    }),
  )
}

// Work that grows with the square of the body costs 400 times as much for 20 times the body: 6,000 unknown fields
// blocked the API for 8 seconds and more.
test.each(bodies)('%s cost no more than in proportion to the body', (_what, size, bodyOf) => {
  const [small, large] = [size / 20, size].map((many) => JSON.stringify(bodyOf(Math.round(many))))
  // The first calls are those that V8 has not compiled yet.
  for (let call = 0; call < 20; call++) refuse(small ?? '')
  const unit = Math.max(quickestMs(small ?? ''), 0.1)
  expect(quickestMs(large ?? '') / unit).toBeLessThan(100)
})

test.each(bodies)(
  '%s are answered with a hundred faults at most, and with how many were left out',
  (_what, size, bodyOf) => {
    const refusal = refuse(JSON.stringify(bodyOf(size)))
    expect(refusal.errors?.length).toBeLessThanOrEqual(100)
    if ((refusal.errors?.length ?? 0) < 100) expect(refusal.moreErrors).toBeUndefined()
    else {
      expect(refusal.moreErrors).toBeGreaterThan(0)
      expect(refusal.message).toMatch(/ And [0-9]+ more\.$/)
    }
    expect(refusal.message.length).toBeLessThan(5_000)
  },
)

test('how many were left out is counted, not guessed', () => {
  const { errors, moreErrors } = refuse(JSON.stringify({ ...valid, ...fields(6_000, 1) }))
  expect(errors).toHaveLength(100)
  expect(moreErrors).toBe(5_900)
})

test('a list that is too long is refused for its length, and its first items for what is wrong with them', () => {
  const { errors } = refuse(
    JSON.stringify(egress('allowHosts', ['bad_host', ...list(3_000, (index) => `h${index}.io`)])),
  )
  expect(errors?.map(({ code, pointer }) => [code, pointer])).toEqual([
    ['invalid-value', '/egress/allowHosts'],
    ['invalid-value', '/egress/allowHosts/0'],
  ])
})

test('items that differ only in the order of their fields are the same', () => {
  const items = [
    { tag: 'Sql', protocol: 'TCP', ports: ['443'] },
    { ports: ['443'], protocol: 'TCP', tag: 'Sql' },
  ]
  expect(refuse(JSON.stringify(egress('allowServiceTags', items))).errors).toEqual([
    { code: 'invalid-value', pointer: '/egress/allowServiceTags', detail: expect.stringContaining('same item twice') },
  ])
})
