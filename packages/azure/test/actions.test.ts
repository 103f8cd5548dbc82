import type { Json } from '@palisade/contract'
import { expect, test } from 'vitest'
import { example, ids } from './support/examples.ts'
import { type Answer, endpoint, scriptedAzure } from './support/scripted-azure.ts'

const key = example(ids.key)
const missing: Answer = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'none' } } }
const secret = '-----BEGIN RSA PRIVATE KEY-----'

/** Azure with one key resource, as far as it was made. */
function keyStore(body?: Json, publicKey?: string) {
  const state = { body, publicKey }
  const standing = () => ({ ...Object(state.body), properties: { publicKey: state.publicKey } })
  const answer = (sent: { method: string; body: Json | undefined }): Answer => {
    switch (sent.method) {
      case 'PUT':
        state.body = sent.body
        return { status: 201, body: standing() }
      case 'POST':
        state.publicKey = 'ssh-rsa AAAA'
        return { status: 200, body: { publicKey: 'ssh-rsa AAAA', privateKey: secret, id: ids.key } }
      default:
        return state.body === undefined ? missing : { status: 200, body: standing() }
    }
  }
  return answer
}

test('a pair is made once, and its private half goes nowhere', async () => {
  const { gateway, sent } = await scriptedAzure(keyStore())
  const made = await gateway.begin(key, { resuming: false })
  expect(made).toEqual({ done: true, outputs: { publicKey: 'ssh-rsa AAAA' } })
  expect(JSON.stringify(made)).not.toContain(secret)
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT', 'POST', 'GET'])
  expect(sent[2]).toMatchObject({ path: `${ids.key}/generateKeyPair`, apiVersion: sent[1]?.apiVersion })

  // Made again: the key that is there is sent back, and no other is asked for.
  await gateway.begin(key, { resuming: false })
  expect(sent.slice(4).map(({ method }) => method)).toEqual(['GET', 'PUT'])
  expect(sent[5]?.body).toMatchObject({ properties: { publicKey: 'ssh-rsa AAAA' } })
  await gateway.begin(key, { resuming: true })
  expect(sent.slice(6).map(({ method }) => method)).toEqual(['GET'])
})

test('whoever goes on between the two writes asks for the pair', async () => {
  const { gateway, sent } = await scriptedAzure(keyStore(key.body))
  expect(await gateway.begin(key, { resuming: true })).toMatchObject({ outputs: { publicKey: 'ssh-rsa AAAA' } })
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT', 'POST', 'GET'])
})

test('an action that fails is told as what Azure said, without its answer', async () => {
  const { gateway } = await scriptedAzure((sent) =>
    sent.method === 'POST'
      ? { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no' } } }
      : keyStore(key.body)(sent),
  )
  await expect(gateway.begin(key, { resuming: true })).rejects.toMatchObject({ code: 'azure-forbidden' })
})

test('an action that takes its time is resumed by another process, and ends with the resource', async () => {
  const url = `${endpoint}/subscriptions/x/providers/Microsoft.Compute/locations/westeurope/operations/1?api-version=2024-03-01`
  let isOver = false
  const script = (sent: { method: string; path: string; body: Json | undefined }): Answer => {
    if (sent.path.includes('/operations/')) {
      return isOver ? { status: 200, body: { status: 'Succeeded' } } : { status: 202, headers: { 'retry-after': '7' } }
    }
    if (sent.method === 'POST') return { status: 202, headers: { location: url, 'retry-after': '5' } }
    return keyStore(key.body, isOver ? 'ssh-rsa AAAA' : undefined)(sent)
  }
  const first = await scriptedAzure(script)
  const begun = await first.gateway.begin(key, { resuming: false })
  expect(begun).toMatchObject({ done: false, retryAfterMs: 5_000 })
  if (begun.done) throw new Error('it cannot be done')

  const second = await scriptedAzure(script)
  const polled = await second.gateway.poll(key, begun.handle)
  expect(polled).toMatchObject({ done: false, retryAfterMs: 7_000 })
  if (polled.done) throw new Error('it cannot be done')
  isOver = true
  expect(await second.gateway.poll(key, polled.handle)).toEqual({ done: true, outputs: { publicKey: 'ssh-rsa AAAA' } })
  expect(second.sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET'])
})
