import { type Simulator, startSimulator } from '@palisade/arm-simulator'
import type { CheckSubject, Finding } from '@palisade/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { credentialFor, type Gateway, type GatewayResource, openGateway } from '../../src/index.ts'
import { parseResourceId } from '../../src/resource-id.ts'
import { checkWith } from '../support/check-over.ts'
import { bringAbout, takeAway } from '../support/drive.ts'
import { example, ids } from '../support/examples.ts'

let simulator: Simulator
let gateway: Gateway
const { subscription } = parseResourceId(ids.group)
const { workspaceId } = example(ids.network)

beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 1200 })
  const { url, ca } = simulator
  gateway = openGateway({ endpoint: url, ca, credential: await credentialFor({ mode: 'simulator' }) })
  for (const id of [ids.group, ids.nsg, ids.network, ids.subnet, ids.zone, ids.link, ids.storage, ids.vault])
    await bringAbout(gateway, standalone(example(id)))
})
afterAll(() => simulator.close())

/** A subnet that goes without the routes of the example. */
function standalone(resource: GatewayResource): GatewayResource {
  if (resource.id !== ids.subnet) return resource
  return { ...resource, body: { properties: { addressPrefix: '10.40.1.0/24', networkSecurityGroup: { id: ids.nsg } } } }
}

const failures = async (subject: CheckSubject, owner = workspaceId): Promise<readonly Finding[]> =>
  (await checkWith(gateway, subject, owner)).findings.filter(({ verdict }) => verdict === 'fail')

test('the security group of an existing network is read as it stands in Azure', async () => {
  const failed = await failures({
    check: 'existing-network',
    subscription,
    virtualNetworkId: ids.network,
    region: 'westeurope',
    subnets: [{ id: ids.subnet, purpose: 'training', addresses: 20, hasPublicNodes: false }],
    ranges: ['10.40.1.0/24'],
    isHub: false,
  })
  expect(failed).toMatchObject([{ code: 'existing-unsuitable' }])
  expect(failed[0]?.message).toContain('Storage.westeurope TCP 445')
  expect(failed[0]?.message, 'the example allows it').not.toContain('AzureMachineLearning TCP 443')
})

test('a zone that is linked to the network is found, unless it is ours', async () => {
  const subject = {
    check: 'zone-links' as const,
    subscription,
    virtualNetworkIds: [ids.network],
    zones: ['privatelink.blob.core.windows.net'],
  }
  expect(await failures(subject)).toEqual([])
  expect(await failures(subject, 'ws-of-another')).toMatchObject([{ code: 'zones-overlap', subject: ids.network }])
})

test('what stands under a name is ours, or somebody else has it', async () => {
  const subject = (owner: string): CheckSubject => ({
    check: 'names',
    subscription,
    workspaceId: owner,
    resources: [{ type: 'Microsoft.Storage/storageAccounts', id: ids.storage, name: 'x', region: 'westeurope' }],
    onSoftDeleted: 'refuse',
    adopts: false,
  })
  expect(await failures(subject(workspaceId))).toEqual([])
  expect(await failures(subject('ws-of-another'))).toMatchObject([{ code: 'not-ours', subject: ids.storage }])
})

test('a deleted vault comes back and is written as it is declared, where the request recovers it', async () => {
  const vault = example(ids.vault)
  await takeAway(gateway, vault)
  await expect(bringAbout(gateway, vault)).rejects.toMatchObject({ code: 'azure-name-soft-deleted' })

  const { tags, ...body } = Object(vault.body)
  const wanted = { ...body, tags: { ...tags, 'palisade-workspace': 'ws-of-another' } }
  await bringAbout(gateway, { ...vault, body: wanted, workspaceId: 'ws-of-another', onSoftDeleted: 'recover' })
  expect(await failuresOf('ws-of-another')).toEqual([])
  expect(await failuresOf(workspaceId), 'it was theirs when it was deleted').toMatchObject([{ code: 'not-ours' }])

  function failuresOf(owner: string) {
    return failures({
      check: 'names',
      subscription,
      workspaceId: owner,
      resources: [{ type: vault.kind, id: vault.id, name: vault.name, region: 'westeurope' }],
      onSoftDeleted: 'refuse',
      adopts: false,
    })
  }
})
