import { WorkspaceRequest } from '@palisade/contract'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { itemsOf } from './items-of.ts'

const validate = new Ajv({ allErrors: true, verbose: true }).compile(WorkspaceRequest)

const valid = {
  name: 'fraud',
  project: 'risk',
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'rg',
  region: 'westeurope',
}

function faults(changes: object) {
  validate({ ...valid, ...changes })
  return itemsOf(validate.errors ?? [], 'body').items
}

const vm = { name: 'cpu', vmSize: 'Standard_DS3_v2', maxNodes: 1 }

test('of a field that may be of several types only the faults of the type that was sent are named', () => {
  expect(faults({ jumpBox: { vmSize: 5, size: 'x' } })).toEqual([
    {
      code: 'unknown-field',
      pointer: '/jumpBox/size',
      detail: '"jumpBox/size" is not known. Known here: vmSize, sshPublicKeyId, users.',
    },
    {
      code: 'wrong-type',
      pointer: '/jumpBox/vmSize',
      detail: '"jumpBox/vmSize" has to be a string, not a number.',
    },
  ])
})

test('what stands deeper inside of such a field is named once, with what is allowed there', () => {
  const items = faults({ studio: { labelling: 'seperateAccount' } })
  expect(items).toEqual([
    {
      code: 'invalid-value',
      pointer: '/studio/labelling',
      detail:
        '"studio/labelling" cannot be "seperateAccount"; allowed: "separateAccount", "defaultAccount". ' +
        'Did you mean "separateAccount"?',
    },
  ])
})

test('where no type fits, the types that do are named', () => {
  expect(faults({ studio: 'yes', jumpBox: null })).toEqual([
    {
      code: 'wrong-type',
      pointer: '/studio',
      detail:
        '"studio" has to be a boolean or an object, not a string. ' +
        'Whether the studio can show data: the roles and datastore settings for it. Default: yes.',
    },
    {
      code: 'wrong-type',
      pointer: '/jumpBox',
      detail:
        '"jumpBox" has to be a boolean or an object, not null. ' +
        'A Linux machine without a public address, reached through Azure Bastion. Default: no.',
    },
  ])
})

test.each([true, false, {}])('%j is taken where a boolean or an object is', (jumpBox) => {
  expect(faults({ jumpBox })).toEqual([])
})

test('an id of the wrong type is answered with what it has to be, not with a pattern', () => {
  const network = { existing: { virtualNetworkId: '/subscriptions/1/resourceGroups/rg' } }
  expect(faults({ network })).toEqual([
    {
      code: 'invalid-value',
      pointer: '/network/existing/virtualNetworkId',
      detail:
        '"network/existing/virtualNetworkId" cannot be "/subscriptions/1/resourceGroups/rg". ' +
        'The network to build in: the ARM id of a Microsoft.Network/virtualNetworks.',
    },
  ])
})

test.each([
  ['password', { password: 'hunter2' }, '/password'],
  ['any case', { jumpBox: { AdminPassword: 'hunter2' } }, '/jumpBox/AdminPassword'],
  ['another way of writing', { encryption: { connection_string: 'hunter2' } }, '/encryption/connection_string'],
  ['in a list', { compute: { clusters: [{ ...vm, sshPrivateKey: 'hunter2' }] } }, '/compute/clusters/0/sshPrivateKey'],
  ['inside of what is not known', { admin: [{ login: { token: 'hunter2' } }] }, '/admin/0/login/token'],
])('a field for a secret is refused as one: %s', (_what, changes, pointer) => {
  const items = faults(changes).filter((item) => item.code === 'inline-secret')
  expect(items).toEqual([{ code: 'inline-secret', pointer, detail: expect.stringContaining('never taken') }])
})

test.each([
  ['a private key where a public one is asked for', '-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2'],
  ['one that is too long as well', `-----BEGIN RSA PRIVATE KEY-----\nhunter2${'x'.repeat(5_000)}`],
])('%s is one secret', (_what, sshPublicKey) => {
  const items = faults({ compute: { clusters: [{ ...vm, sshPublicKey }] } })
  expect(items.map(({ code, pointer }) => [code, pointer])).toEqual([
    ['inline-secret', '/compute/clusters/0/sshPublicKey'],
  ])
})

// What is said of a fault goes to the client and into the log.
test('a secret is never repeated, whatever is wrong with it', () => {
  const key = 'AccountKey=hunter2'
  const said = JSON.stringify([
    faults({ password: 'hunter2', secret: { value: 'hunter2' }, key: ['hunter2'] }),
    faults({ region: key, scenario: key, egress: { mode: key, allowHosts: [key] }, tags: { a: 5 } }),
    faults({ compute: { clusters: [{ ...vm, sshPublicKey: 'hunter2' }] } }),
  ])
  expect(said).not.toContain('hunter2')
})
