import { inspect } from 'node:util'
import { RemovalFailed, Retryable, StepFailed } from '@palisade/contract'
import { describe, expect, test } from 'vitest'
import { writeHandle } from '../src/handle.ts'
import { removal } from './support/drive.ts'
import { example, ids } from './support/examples.ts'
import { type Answer, endpoint, type Sent, scriptedAzure } from './support/scripted-azure.ts'

const routes = example(ids.routes)
const missing: Answer = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'none' } } }
const thrownBy = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)
const refusing = (answer: Answer | Error) => scriptedAzure(({ method }) => (method === 'GET' ? missing : answer))

function operation(answer: (sent: Sent) => Answer) {
  const url = `${endpoint}/subscriptions/x/providers/Microsoft.Network/locations/westeurope/operations/1?api-version=1`
  return scriptedAzure((sent) => {
    if (sent.method === 'PUT') {
      return { status: 201, headers: { 'azure-asyncoperation': url }, body: { ...Object(routes.body) } }
    }
    return sent.path.includes('/operations/') ? answer(sent) : missing
  })
}

async function begun(azure: Awaited<ReturnType<typeof operation>>): Promise<string> {
  const progress = await azure.gateway.begin(routes, { resuming: false })
  if (progress.done) throw new Error('it cannot be done')
  return progress.handle
}

test('a throttled call says when to try again, and is not repeated inside', async () => {
  const { gateway, sent } = await refusing({
    status: 429,
    headers: { 'retry-after': '17', 'x-ms-correlation-request-id': 'c-1' },
    body: { error: { code: 'SubscriptionRequestsThrottled', message: 'Please try again later.' } },
  })
  const error = await thrownBy(gateway.begin(routes, { resuming: false }))
  expect(error).toBeInstanceOf(Retryable)
  expect(error).toMatchObject({
    code: 'azure-throttled',
    retryAfterMs: 17_000,
    message: 'creating route table rt-example: Please try again later.',
    azure: { azureCode: 'SubscriptionRequestsThrottled', correlationId: 'c-1' },
  })
  expect(sent.filter(({ method }) => method === 'PUT')).toHaveLength(1)
})

test.each([
  Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }),
  Object.assign(new Error('aborted'), { name: 'AbortError' }),
])('no answer (%s) is tried again', async (failure) => {
  const { gateway } = await refusing(failure)
  const error = await thrownBy(gateway.begin(routes, { resuming: false }))
  expect(error).toBeInstanceOf(Retryable)
  expect(error).toMatchObject({ code: 'azure-unavailable' })
})

test.each([ids.routes, ids.cluster, ids.workspace])('an answer that is no JSON is tried again: %s', async (id) => {
  for (const answer of [
    { status: 200, text: '{"location": "weste' },
    { status: 502, text: '<html>', headers: { 'content-type': 'text/html' } },
  ]) {
    const { gateway } = await scriptedAzure(() => answer)
    const error = await thrownBy(gateway.begin(example(id), { resuming: false }))
    expect(error).toBeInstanceOf(Retryable)
    expect(error).toMatchObject({ code: 'azure-unavailable' })
  }
})

test('a refusal that only a change can cure fails the step', async () => {
  const { gateway } = await refusing({
    status: 403,
    body: { error: { code: 'RequestDisallowedByPolicy', message: 'Resource was disallowed by policy.' } },
  })
  const error = await thrownBy(gateway.begin(routes, { resuming: false }))
  expect(error).toBeInstanceOf(StepFailed)
  expect(error).toMatchObject({ code: 'azure-policy' })
})

describe('an operation', () => {
  test('that failed later tells why, with its details', async () => {
    const azure = await operation(() => ({
      status: 200,
      body: {
        status: 'Failed',
        error: { code: 'RouteInvalid', message: 'No.', details: [{ code: 'Hop', message: 'Bad hop.' }] },
      },
    }))
    const error = await thrownBy(azure.gateway.poll(routes, await begun(azure)))
    expect(error).toBeInstanceOf(StepFailed)
    expect(error).toMatchObject({
      code: 'azure-failed',
      message: 'creating route table rt-example: No. Bad hop.',
      azure: { azureCode: 'RouteInvalid' },
    })
  })

  test('that failed because another one came in between is tried again as a whole', async () => {
    const azure = await operation(() => ({
      status: 200,
      body: { status: 'Failed', error: { code: 'FirewallPolicyUpdateFailed', message: 'faulted' } },
    }))
    expect(await thrownBy(azure.gateway.poll(routes, await begun(azure)))).toBeInstanceOf(Retryable)
  })

  test('that was canceled fails the step', async () => {
    const azure = await operation(() => ({ status: 200, body: { status: 'Canceled' } }))
    expect(await thrownBy(azure.gateway.poll(routes, await begun(azure)))).toMatchObject({ code: 'azure-failed' })
  })

  test.each([404, 410])('that Azure has forgotten (%i) is followed at the resource', async (status) => {
    const azure = await operation(() => ({ status, body: { error: { code: 'NotFound', message: 'gone' } } }))
    const progress = await azure.gateway.poll(routes, await begun(azure))
    expect(progress).toMatchObject({ done: false, handle: writeHandle({ way: 'look' }) })
  })

  test.each([
    ['is at work', { status: 200, body: { properties: { provisioningState: 'Updating' } } }, 'azure-unavailable'],
    ['has failed', { status: 200, body: { properties: { provisioningState: 'Failed' } } }, 'azure-busy'],
    ['is not there', missing, 'azure-busy'],
  ] as const)('that answers with an internal error, while the resource %s', async (_, found, code) => {
    const error = { status: 500, body: { error: { code: 'InternalServerError', message: 'An error occurred.' } } }
    let isBegun = false
    const { gateway } = await scriptedAzure((sent) => {
      if (sent.path.includes('/operations/')) return error
      if (sent.method !== 'PUT') return isBegun ? found : missing
      isBegun = true
      const url = `${endpoint}/subscriptions/x/providers/Microsoft.Network/locations/westeurope/operations/1?api-version=1`
      return { status: 201, headers: { 'azure-asyncoperation': url }, body: { ...Object(routes.body) } }
    })
    const progress = await gateway.begin(routes, { resuming: false })
    if (progress.done) throw new Error('it cannot be done')
    expect(await thrownBy(gateway.poll(routes, progress.handle))).toMatchObject({ code })
  })

  test('whose status cannot be read has not failed', async () => {
    const azure = await operation(() => ({ status: 503 }))
    expect(await thrownBy(azure.gateway.poll(routes, await begun(azure)))).toMatchObject({ code: 'azure-unavailable' })
  })
})

test('an error carries no token, not even in its cause', async () => {
  const azure = await refusing({ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } })
  const error = await thrownBy(azure.gateway.begin(routes, { resuming: false }))
  expect(azure.sent.at(-1)?.headers.authorization).toBe('Bearer simulator')
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('Bearer simulator')
})

test('a removal that only a person can make possible is an RemovalFailed', async () => {
  const { gateway } = await scriptedAzure(({ method }) =>
    method === 'GET'
      ? { status: 200, body: Object(routes.body) }
      : { status: 409, body: { error: { code: 'ScopeLocked', message: 'The scope is locked.' } } },
  )
  const error = await thrownBy(gateway.begin(removal(routes), { resuming: false }))
  expect(error).toBeInstanceOf(RemovalFailed)
  expect(error).toMatchObject({
    code: 'azure-locked',
    message: 'removing route table rt-example: The scope is locked.',
  })
})

test('a call that the caller gave up throws the reason', async () => {
  const controller = new AbortController()
  const { gateway } = await scriptedAzure(() => {
    controller.abort(new Error('shutting down'))
    return Object.assign(new Error('aborted'), { name: 'AbortError' })
  })
  await expect(gateway.begin(routes, { resuming: false, abortSignal: controller.signal })).rejects.toThrow(
    'shutting down',
  )
})

test('a handle that points to a foreign host sends it no token', async () => {
  const { gateway, sent } = await scriptedAzure(() => missing)
  const state = {
    status: 'running',
    config: {
      operationLocation: 'https://evil.example/operations/1',
      initialRequestUrl: `${endpoint}${routes.id}?api-version=1`,
      requestMethod: 'PUT',
      metadata: { mode: 'OperationLocation' },
    },
  }
  const handle = writeHandle({ way: 'operation', state: JSON.stringify({ state }) })
  await expect(gateway.poll(routes, handle)).rejects.toThrow('foreign host')
  expect(sent).toEqual([])
})

test('a subnet in a network that is not ours is left alone', async () => {
  const { gateway, sent } = await scriptedAzure(() => ({
    status: 200,
    body: { location: 'westeurope', properties: {} },
  }))
  expect(await gateway.begin(removal(example(ids.subnet)), { resuming: false })).toMatchObject({
    done: true,
    note: expect.stringContaining('left alone'),
  })
  expect(sent.every(({ method }) => method === 'GET')).toBe(true)
})

test('a resource group that still holds something is kept', async () => {
  const group = example(ids.group)
  const { gateway, sent } = await scriptedAzure(({ path }) =>
    path.endsWith('/resources')
      ? { status: 200, body: { value: [{ name: 'vm-1', type: 'Microsoft.Compute/virtualMachines' }] } }
      : { status: 200, body: Object(group.body) },
  )
  expect(await gateway.begin(removal(group), { resuming: false })).toMatchObject({
    done: true,
    note: expect.stringContaining('vm-1'),
  })
  expect(sent.every(({ method }) => method === 'GET')).toBe(true)
})
