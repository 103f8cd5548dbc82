import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { cluster, inPrivate } from '../../test/requests.ts'
import { validateRequest } from './validate-request.ts'

const tagged = (tags: Record<string, string>): WorkspaceRequest => ({ ...inPrivate, tags })
// In two parts, so that no scanner takes this file for one with a secret.
const privateKey = ['-----BEGIN RSA PRIVATE', 'KEY-----MIIEow'].join(' ')

test.each([
  privateKey,
  ['-----BEGIN OPENSSH PRIVATE', 'KEY-----'].join(' '),
  'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=hunter2==',
  'Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=hunter2',
  'BlobEndpoint=https://a;SharedAccessSignature=hunter2',
  'https://a.blob.core.windows.net/c?sv=2024&sig=hunter2',
  'Server=a;User Id=b;Password=hunter2',
])('a secret in a text is refused, and not repeated', (secret) => {
  const problems = validateRequest(tagged({ note: secret }))
  expect(problems.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['inline-secret /tags/note'])
  expect(JSON.stringify(problems)).not.toMatch(/hunter2|MIIEow/)
})

test('it is found wherever it stands', () => {
  const compute = { clusters: [{ ...cluster, sshPublicKey: privateKey }] }
  expect(codesAt({ ...inPrivate, compute })).toEqual(['inline-secret /compute/clusters/0/sshPublicKey'])
})

test.each(['password', 'adminPassword', 'clientSecret', 'connectionString', 'sasToken', 'account-key', 'privateKey'])(
  'a tag named %s is refused, whatever its value',
  (name) => {
    expect(codesAt(tagged({ [name]: 'hunter2' }))).toEqual([`inline-secret /tags/${name}`])
  },
)

test('the name of a tag that looks like a secret is not repeated in the pointer', () => {
  const problems = validateRequest(tagged({ 'AccountKey=hunter2': 'x' }))
  expect(problems.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['inline-secret /tags'])
  expect(JSON.stringify(problems)).not.toContain('hunter2')
})

test.each([{ costCenter: '4711' }, { note: 'signed: sigrid' }, { passwordPolicy: 'strict' }, { design: 'a=b' }])(
  'other tags are accepted: %j',
  (tags) => {
    expect(codesAt({ ...inPrivate, tags })).toEqual([])
  },
)
