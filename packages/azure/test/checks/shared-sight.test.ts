import type { CheckSubject } from '@palisade/contract'
import { expect, test } from 'vitest'
import { checkWith } from '../support/check-over.ts'
import { example, ids } from '../support/examples.ts'
import { scriptedAzure } from '../support/scripted-azure.ts'

const subscription = ids.subscription.split('/')[2] ?? ''
const { workspaceId } = example(ids.network)
const registered = (registrationState: string) => ({ status: 200, body: { registrationState } })

test('what one job has seen and is good, the next one does not ask for again', async () => {
  const { gateway, sent } = await scriptedAzure(() => registered('Registered'))
  const subject: CheckSubject = { check: 'registrations', subscription, namespaces: ['Microsoft.Network'] }
  for (const _ of [1, 2, 3]) expect((await checkWith(gateway, subject)).verdict).toBe('pass')
  expect(sent).toHaveLength(1)
})

test('what stands in the way is looked at again each time, so that mending it shows at once', async () => {
  let state = 'NotRegistered'
  const { gateway, sent } = await scriptedAzure(() => registered(state))
  const subject: CheckSubject = { check: 'registrations', subscription, namespaces: ['Microsoft.Network'] }
  expect((await checkWith(gateway, subject)).verdict).toBe('fail')
  state = 'Registered'
  expect((await checkWith(gateway, subject)).verdict).toBe('pass')
  expect(sent).toHaveLength(2)
})

test('in a group that does not exist, nothing is looked for', async () => {
  const { gateway, sent } = await scriptedAzure(() => ({
    status: 404,
    body: { error: { code: 'ResourceGroupNotFound', message: 'none' } },
  }))
  const resources = [ids.network, ids.nsg, ids.routes].map((id) => ({
    id,
    type: example(id).kind,
    name: example(id).name,
    region: 'westeurope',
  }))
  const subject = {
    check: 'names',
    subscription,
    workspaceId,
    resources,
    onSoftDeleted: 'refuse',
    adopts: false,
  } as const
  expect((await checkWith(gateway, subject)).verdict).toBe('pass')
  expect(sent.map(({ path }) => path.toLowerCase())).toEqual([ids.group.toLowerCase()])
})
