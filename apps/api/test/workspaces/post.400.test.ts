import { expect, test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

const computes = { instances: [{ name: 'ana-dev', vmSize: 'Standard_DS3_v2', assignedTo: { objectId: 'ana' } }] }

test.each([
  [
    'an unknown field',
    { nam: 'x' },
    { code: 'unknown-field', pointer: '/nam', detail: '"nam" is not known. Did you mean "name"?' },
  ],
  [
    'an unknown field inside another',
    { network: { addressSpace: '10.40.0.0/20', evil: 1 } },
    {
      code: 'unknown-field',
      pointer: '/network/evil',
      detail: '"network/evil" is not known. Known here: addressSpace, existing, dnsServers, peering.',
    },
  ],
  [
    'a wrong type',
    { name: 5 },
    { code: 'wrong-type', pointer: '/name', detail: '"name" has to be a string, not a number.' },
  ],
  [
    'a text where a list is expected',
    { egress: { mode: 'azureFirewall', allow: 'python' } },
    { code: 'wrong-type', pointer: '/egress/allow', detail: '"egress/allow" has to be an array, not a string.' },
  ],
  [
    'a missing field',
    { region: undefined },
    {
      code: 'missing-field',
      pointer: '/region',
      detail: '"region" is missing. An Azure region in its short form: westeurope.',
    },
  ],
  [
    'an invalid name',
    { name: 'Fraud_Detection' },
    {
      code: 'invalid-name',
      pointer: '/name',
      detail:
        '"name" cannot be "Fraud_Detection". 3 to 29 lower-case letters, digits and single hyphens; begins with a ' +
        'letter. Names of Azure resources derive from it.',
    },
  ],
  [
    'a value that is not in the list',
    { egress: { mode: 'azureFirewall', allow: ['pyton'] } },
    {
      code: 'invalid-value',
      pointer: '/egress/allow/0',
      detail:
        '"egress/allow/0" cannot be "pyton"; allowed: "python", "r", "rstudio", "vscode", "huggingface", "dockerhub". ' +
        'Did you mean "python"?',
    },
  ],
  [
    'a subscription that is not a GUID',
    { subscriptionId: 'mine' },
    {
      code: 'invalid-value',
      pointer: '/subscriptionId',
      detail: '"subscriptionId" cannot be "mine". The Azure subscription that everything is made in: a GUID.',
    },
  ],
  [
    'a cluster without nodes',
    { compute: { clusters: [{ name: 'cpu', vmSize: 'Standard_DS3_v2', maxNodes: 0 }] } },
    {
      code: 'invalid-value',
      pointer: '/compute/clusters/0/maxNodes',
      detail: '"compute/clusters/0/maxNodes" has to be at least 1, not 0.',
    },
  ],
  [
    'a tag whose name Azure refuses',
    { tags: { 'a<b': 'c' } },
    {
      code: 'invalid-value',
      pointer: '/tags/a<b',
      detail: '"tags/a<b" is not a possible name: 1 to 512 characters without < > % & \\ ? / and line ends.',
    },
  ],
])('%s is named with its place and what would be right', async (_what, changes, item) => {
  const { body } = await api.request
    .post('/v1/workspaces')
    .send({ ...validRequest(), ...changes })
    .expect(400)
  expect(body).toMatchObject({ code: item.code, detail: item.detail, errors: [item], retryable: false })
  expect(body.type).toBe(`/docs/errors#${item.code}`)
})

test('all faults are named at once', async () => {
  const request = { ...validRequest({ compute: computes } as object), name: 'X', colour: 'red' }
  const { body } = await api.request.post('/v1/workspaces').send(request).expect(400)
  expect(body.code).toBe('invalid-request')
  expect(body.errors.map((item: { pointer: string; code: string }) => [item.pointer, item.code])).toEqual(
    expect.arrayContaining([
      ['/name', 'invalid-name'],
      ['/colour', 'unknown-field'],
      ['/compute/instances/0/assignedTo/objectId', 'invalid-value'],
      ['/compute/instances/0/assignedTo/tenantId', 'missing-field'],
    ]),
  )
})

test.each([
  ['cut in half', '{"name": "fraud",\n "network": {"addressSp', 'at line 2, column 14'],
  ['empty', '', 'is missing'],
  [
    'with a field twice',
    '{"name":"a","name":"b"}',
    'The field "name" stands there a second time at line 1, column 13.',
  ],
  ['that poisons a prototype', '{"__proto__":{"x":1}}', 'A field may not be called "__proto__"'],
  ['with a character that cannot be stored', '{"tags":{"a":"\\u0000"}}', '\\u0000'],
])('a body %s is refused with the reason', async (_what, text, reason) => {
  const { body } = await api.request.post('/v1/workspaces').type('json').send(text).expect(400)
  expect(body.detail).toContain(reason)
})

test('a body that is not UTF-8 is refused and not mended', async () => {
  const bytes = Buffer.from('{"name":"fr\xe4ud"}', 'latin1')
  const { body } = await api.request
    .post('/v1/workspaces')
    .type('json')
    .serialize((data) => data)
    .send(bytes)
    .expect(400)
  expect(body).toMatchObject({ code: 'invalid-json', detail: 'The body is not encoded in UTF-8.' })
})

test.each(['[]', '5', 'null', '"x"'])('a body %s is not a request', async (text) => {
  const { body } = await api.request.post('/v1/workspaces').type('json').send(text).expect(400)
  expect(body.errors).toHaveLength(1)
  expect(body.errors[0].pointer).toBe('')
})

test('an idempotency key that cannot be used is refused before anything is written', async () => {
  const { body } = await api.request
    .post('/v1/workspaces')
    .set('idempotency-key', 'short')
    .send(validRequest())
    .expect(400)
  expect(body.code).toBe('idempotency-key-invalid')
  const list = await api.request.get('/v1/workspaces').expect(200)
  expect(list.body.items).toEqual([])
})
