import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, type ArmAnswer, armOf, bodies, group, location, makeWorkspace, ml, net } from './arm.ts'
import { Clock } from './clock.ts'

const timeScale = 1500
const clock = new Clock()
let simulator: Simulator
let arm: Arm

beforeAll(async () => {
  simulator = await startSimulator({ now: clock.now, timeScale })
  arm = armOf(simulator, undefined, clock)
})
afterAll(() => simulator.close())
beforeEach(async () => {
  await arm.send('POST', '/_simulator/reset')
  await arm.put(group, { location })
})

const workspace = `${ml}/mlws`
const vnet = `${net}/virtualNetworks/vnet`
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/mlstore`
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/mlregistry`
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`
const approved = { managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' } }
const internet = { managedNetwork: { isolationMode: 'AllowInternetOutbound' } }
const cluster = (settings: JsonObject = {}): JsonObject => ({
  location,
  properties: { computeType: 'AmlCompute', properties: settings },
})
const fqdn = (destination: string): JsonObject => ({
  properties: { type: 'FQDN', category: 'UserDefined', destination },
})
const toStorage = (subresourceTarget: string): JsonObject => ({
  properties: {
    type: 'PrivateEndpoint',
    category: 'UserDefined',
    destination: { serviceResourceId: storage, subresourceTarget, sparkEnabled: false },
  },
})
const refused = async (answer: ReturnType<Arm['put']>): Promise<string> => {
  const { status, code } = await answer
  return `${status} ${code}`
}
const networkOf = async (): Promise<JsonObject> =>
  read.object((await arm.get(workspace)).body, 'properties', 'managedNetwork')
const rules = async (): Promise<JsonObject[]> =>
  read
    .list((await arm.get(`${workspace}/outboundRules`)).body, 'value')
    .filter((rule): rule is JsonObject => read.isObject(rule))
const destinations = async (): Promise<string[]> =>
  (await rules())
    .map((rule) => {
      const destination = read.object(rule, 'properties', 'destination')
      return `${read.text(destination, 'serviceResourceId')?.split('/').at(-1)} ${read.text(destination, 'subresourceTarget')}`
    })
    .sort()

/** Waits for the end of an operation that is told by its Location, and says what came out and how long it took. */
async function finish(answer: ArmAnswer): Promise<{ body: JsonObject; seconds: number }> {
  expect(answer.status).toBe(202)
  const url = String(answer.headers.location)
  for (;;) {
    const { status, headers, body } = await arm.send('GET', url)
    if (status !== 202) {
      const { body: told } = await arm.send('GET', url.replace('mfeOperationResults', 'mfeOperationsStatus'))
      const [start, end] = ['startTime', 'endTime'].map((name) => Date.parse(read.text(told, name) ?? ''))
      return { body, seconds: Math.round((((end ?? 0) - (start ?? 0)) * timeScale) / 1000) }
    }
    clock.pass(Number(headers['retry-after-ms']))
  }
}

describe('the mode of a managed network', () => {
  it('goes only towards closed, and not while there are computes', async () => {
    await makeWorkspace(arm)
    await arm.make(`${workspace}/computes/cpu`, cluster())
    expect(await refused(arm.patch(workspace, { properties: internet }))).toBe('400 BadRequest')
    await arm.take(`${workspace}/computes/cpu?underlyingResourceAction=Delete`)
    await finish(await arm.patch(workspace, { properties: internet }))
    expect(await refused(arm.patch(workspace, { properties: { managedNetwork: { isolationMode: 'Disabled' } } }))).toBe(
      '400 BadRequest',
    )
    await finish(await arm.patch(workspace, { properties: approved }))
    expect(await refused(arm.patch(workspace, { properties: internet }))).toBe('400 BadRequest')
    expect(await networkOf()).toMatchObject({ isolationMode: 'AllowOnlyApprovedOutbound' })
  })
  it('stays when an old client writes the workspace without it', async () => {
    await makeWorkspace(arm, { properties: internet })
    const { body } = await arm.get(workspace)
    const { managedNetwork: _network, ...properties } = read.object(body, 'properties')
    await arm.make(workspace, { ...body, properties })
    expect(await networkOf()).toMatchObject({ isolationMode: 'AllowInternetOutbound' })
  })
  it('a word that Azure does not know is refused', async () => {
    await makeWorkspace(arm)
    const unknown = { managedNetwork: { isolationMode: 'Closed' } }
    expect(await refused(arm.patch(workspace, { properties: unknown }))).toBe('400 BadRequest')
  })
})

describe('the making of a managed network', () => {
  it('takes half an hour, and turns from Inactive to Active', async () => {
    await makeWorkspace(arm, { properties: approved })
    expect(read.at(await networkOf(), 'status')).toEqual({ status: 'Inactive', sparkReady: false })
    const answer = await arm.post(`${workspace}/provisionManagedNetwork`)
    expect(await refused(arm.put(`${workspace}/outboundRules/pypi`, fqdn('pypi.org')))).toBe('409 Conflict')
    expect(await refused(arm.patch(workspace, { properties: { description: 'b' } }))).toBe('409 Conflict')
    expect(await finish(answer)).toEqual({ body: { status: 'Active', sparkReady: false }, seconds: 1800 })
    expect(read.at(await networkOf(), 'status', 'status')).toBe('Active')
  })
  it('takes ten minutes more when a rule names a host', async () => {
    await makeWorkspace(arm, { properties: approved })
    await finish(await arm.put(`${workspace}/outboundRules/pypi`, fqdn('pypi.org')))
    expect((await finish(await arm.post(`${workspace}/provisionManagedNetwork`))).seconds).toBe(2400)
  })
  it('is refused where there is none, and where there is no workspace', async () => {
    expect(await refused(arm.post(`${workspace}/provisionManagedNetwork`))).toBe('404 ResourceNotFound')
    await makeWorkspace(arm)
    expect(await refused(arm.post(`${workspace}/provisionManagedNetwork`))).toBe('400 BadRequest')
  })
  it('comes with the first compute, which takes that much longer, and the second does not', async () => {
    await makeWorkspace(arm, { properties: internet })
    const before = clock.now()
    const making = arm.make(`${workspace}/computes/first`, cluster({ enableNodePublicIp: false }))
    while ((await arm.get(`${workspace}/computes/first`)).status === 404);
    expect(await refused(arm.put(`${workspace}/computes/second`, cluster()))).toBe('409 Conflict')
    await making
    expect(((clock.now() - before) * timeScale) / 1000).toBeGreaterThan(1840)
    expect(read.at(await networkOf(), 'status', 'status')).toBe('Active')
    const then = clock.now()
    await arm.make(`${workspace}/computes/second`, cluster())
    expect(((clock.now() - then) * timeScale) / 1000).toBeLessThan(1800)
  })
})

describe('outbound rules', () => {
  it('to all that the workspace uses appear by themselves when only approved traffic goes out', async () => {
    await arm.make(registry, bodies.registry())
    await makeWorkspace(arm, { properties: { ...approved, containerRegistry: registry } })
    expect(await destinations()).toEqual([
      'mlregistry registry',
      'mlstore blob',
      'mlstore file',
      'mlvault vault',
      'mlws amlworkspace',
    ])
    const first = (await rules())[0] ?? {}
    expect(first).toMatchObject({ properties: { type: 'PrivateEndpoint', category: 'Required', status: 'Inactive' } })
    const path = read.text(first, 'id') ?? ''
    expect((await arm.get(path)).body).toEqual(first)
    expect(await refused(arm.delete(path))).toBe('400 BadRequest')
    expect(await refused(arm.put(path, toStorage('blob')))).toBe('400 BadRequest')
    expect(await refused(arm.put(`${workspace}/outboundRules/mine`, toStorage('blob')))).toBe('400 BadRequest')
    expect(Object.keys(read.object(await networkOf(), 'outboundRules'))).toHaveLength(5)
  })
  it('appear only to what is closed when all traffic goes out', async () => {
    await makeWorkspace(arm, { properties: internet })
    expect(await destinations()).toEqual([])
    await arm.patch(storage, {
      properties: { publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } },
    })
    await finish(await arm.patch(workspace, { properties: { publicNetworkAccess: 'Disabled' } }))
    expect(await destinations()).toEqual(['mlstore blob', 'mlstore file', 'mlws amlworkspace'])
  })
  it('name hosts and tags only when only approved traffic goes out', async () => {
    const tag = {
      properties: {
        type: 'ServiceTag',
        category: 'UserDefined',
        destination: { serviceTag: 'AzureMonitor', protocol: 'TCP', portRanges: '443', action: 'Allow' },
      },
    }
    await makeWorkspace(arm)
    expect(await refused(arm.put(`${workspace}/outboundRules/a`, toStorage('queue')))).toBe('400 BadRequest')
    await finish(await arm.patch(workspace, { properties: internet }))
    expect(await refused(arm.put(`${workspace}/outboundRules/a`, fqdn('pypi.org')))).toBe('400 BadRequest')
    expect(await refused(arm.put(`${workspace}/outboundRules/a`, tag))).toBe('400 BadRequest')
    await finish(await arm.put(`${workspace}/outboundRules/queue`, toStorage('queue')))
    await finish(await arm.patch(workspace, { properties: approved }))
    await finish(await arm.put(`${workspace}/outboundRules/monitor`, tag))
    const { body } = await finish(await arm.put(`${workspace}/outboundRules/pypi`, fqdn('pypi.org')))
    expect(body).toMatchObject({
      name: 'pypi',
      properties: { type: 'FQDN', category: 'UserDefined', destination: 'pypi.org', status: 'Inactive' },
    })
  })
  it('are written one at a time in a workspace, and are a 404 until they are done', async () => {
    await makeWorkspace(arm, { properties: approved })
    const first = await arm.put(`${workspace}/outboundRules/a`, fqdn('a.org'))
    expect(await refused(arm.put(`${workspace}/outboundRules/b`, fqdn('b.org')))).toBe('409 Conflict')
    expect(await refused(arm.get(`${workspace}/outboundRules/a`))).toBe('404 ResourceNotFound')
    await finish(first)
    expect((await arm.get(`${workspace}/outboundRules/a`)).status).toBe(200)
    await arm.take(`${workspace}/outboundRules/a`)
    expect(await refused(arm.get(`${workspace}/outboundRules/a`))).toBe('404 ResourceNotFound')
  })
  it('lead to what is there, and to a part of it that it has', async () => {
    await makeWorkspace(arm, { properties: approved })
    expect(await refused(arm.put(`${workspace}/outboundRules/a`, toStorage('vault')))).toBe(
      '400 InvalidPrivateLinkServiceGroupId',
    )
    const nowhere = { ...toStorage('blob') }
    nowhere.properties = {
      ...read.object(nowhere, 'properties'),
      destination: { serviceResourceId: `${storage}x`, subresourceTarget: 'blob' },
    }
    expect(await refused(arm.put(`${workspace}/outboundRules/a`, nowhere))).toBe('400 ValidationError')
  })
  it('the first host in a network that is there waits for its firewall', async () => {
    await makeWorkspace(arm, { properties: approved })
    await finish(await arm.post(`${workspace}/provisionManagedNetwork`))
    expect((await finish(await arm.put(`${workspace}/outboundRules/a`, fqdn('a.org')))).seconds).toBe(660)
    expect((await finish(await arm.put(`${workspace}/outboundRules/b`, fqdn('b.org')))).seconds).toBe(60)
    expect((await arm.get(`${workspace}/outboundRules/b`)).body).toMatchObject({ properties: { status: 'Active' } })
  })
  it('may be given with the workspace', async () => {
    await makeWorkspace(arm, {
      properties: {
        managedNetwork: {
          ...approved.managedNetwork,
          outboundRules: { pypi: read.object(fqdn('pypi.org'), 'properties') },
        },
      },
    })
    expect((await arm.get(`${workspace}/outboundRules/pypi`)).status).toBe(200)
  })
})

describe('a compute', () => {
  it('is in no subnet of a workspace with a managed network, and not attached', async () => {
    await makeWorkspace(arm, { properties: internet })
    await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
    const inSubnet = cluster({ subnet: { id: `${vnet}/subnets/a` } })
    expect(await refused(arm.put(`${workspace}/computes/cpu`, inSubnet))).toBe('400 BadRequest')
    // What is attached is no cluster at all, but the network is looked at first.
    const attached = { location, properties: { computeType: 'Kubernetes', resourceId: storage, properties: {} } }
    const answer = await arm.put(`${workspace}/computes/k8s`, attached)
    expect(read.text(answer.body, 'error', 'message')).toContain('managed network')
  })
  it('without a public address needs a subnet too where there is no managed network', async () => {
    await makeWorkspace(arm)
    await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
    await arm.make(`${net}/privateEndpoints/pe`, bodies.endpoint(`${vnet}/subnets/a`, workspace, 'amlworkspace'))
    const hidden = { enableNodePublicIp: false }
    expect(await refused(arm.put(`${workspace}/computes/cpu`, cluster(hidden)))).toBe('400 BadRequest')
    const inSubnet = cluster({ ...hidden, subnet: { id: `${vnet}/subnets/a` } })
    expect(await refused(arm.put(`${workspace}/computes/cpu`, inSubnet))).toBe('400 BadRequest')
    await arm.make(`${vnet}/subnets/a`, {
      properties: { addressPrefix: '10.0.1.0/24', privateLinkServiceNetworkPolicies: 'Disabled' },
    })
    expect((await arm.put(`${workspace}/computes/cpu`, inSubnet)).status).toBe(201)
  })
  it('never tells the password that it was given', async () => {
    await makeWorkspace(arm)
    const credentials = { adminUserName: 'u', adminUserPassword: 'secret', adminUserSshPublicKey: 'ssh-rsa AAAA' }
    const { body } = await arm.make(`${workspace}/computes/cpu`, cluster({ userAccountCredentials: credentials }))
    expect(JSON.stringify(body)).not.toContain('secret')
    expect(JSON.stringify(body)).toContain('ssh-rsa AAAA')
  })
})

describe('a workspace', () => {
  it('has its two datastores, which are amended by a PUT of all of them', async () => {
    await makeWorkspace(arm, { properties: { systemDatastoresAuthMode: 'identity' } })
    const blob = `${workspace}/datastores/workspaceblobstore`
    const { body } = await arm.get(blob)
    expect(body).toMatchObject({
      properties: {
        datastoreType: 'AzureBlob',
        accountName: 'mlstore',
        endpoint: 'core.windows.net',
        credentials: { credentialsType: 'None' },
        serviceDataAccessAuthIdentity: 'None',
        isDefault: true,
      },
    })
    expect((await arm.get(`${workspace}/datastores/workspacefilestore`)).body).toMatchObject({
      properties: { datastoreType: 'AzureFile' },
    })
    const properties = read.object(body, 'properties')
    const changed = { properties: { ...properties, serviceDataAccessAuthIdentity: 'WorkspaceSystemAssignedIdentity' } }
    expect((await arm.put(blob, changed)).status).toBe(200)
    expect((await arm.get(blob)).body).toMatchObject(changed)
    const wrong = { properties: { ...properties, serviceDataAccessAuthIdentity: 'Me' } }
    expect(await refused(arm.put(blob, wrong))).toBe('400 BadRequest')
    // They are made once: a later write of the workspace does not bring back what was deleted.
    await arm.delete(blob)
    await finish(await arm.patch(workspace, { properties: { description: 'b' } }))
    expect((await arm.get(blob)).status).toBe(404)
  })
  it('a datastore with a key cannot be put back as it was read', async () => {
    await makeWorkspace(arm)
    const { body } = await arm.get(`${workspace}/datastores/workspaceblobstore`)
    expect(await refused(arm.put(`${workspace}/datastores/workspaceblobstore`, body))).toBe('400 BadRequest')
  })
  it('that is lent an identity says as which it acts, and the identity must be there', async () => {
    await makeWorkspace(arm)
    const { body } = await arm.get(workspace)
    const lent = { ...body, identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } } }
    expect(await refused(arm.put(workspace, lent))).toBe('400 ValidationError')
    const named = {
      ...lent,
      properties: { ...read.object(body, 'properties'), primaryUserAssignedIdentity: identity },
    }
    expect(await refused(arm.put(workspace, named))).toBe('400 FailedIdentityOperation')
    const made = await arm.make(identity, { location })
    const { body: after } = await arm.make(workspace, named)
    expect(read.at(after, 'identity', 'userAssignedIdentities', identity)).toEqual({
      principalId: read.text(made.body, 'properties', 'principalId'),
      clientId: read.text(made.body, 'properties', 'clientId'),
    })
  })
  it("takes a customer's key only from a vault with purge protection, and only at creation", async () => {
    const vault = `${group}/providers/Microsoft.KeyVault/vaults/mlvault`
    const encryption = {
      status: 'Enabled',
      keyVaultProperties: { keyVaultArmId: vault, keyIdentifier: 'https://mlvault.vault.azure.net/keys/k/1' },
    }
    await expect(makeWorkspace(arm, { properties: { encryption } })).rejects.toThrow('purge protection')
    await makeWorkspace(arm)
    expect((await arm.patch(workspace, { properties: { encryption } })).status).toBe(400)
    await arm.take(`${workspace}?forceToPurge=true`)
    await makeWorkspace(arm, { vault: { enablePurgeProtection: true }, properties: { encryption } })
    const next = { keyVaultProperties: { keyIdentifier: 'https://mlvault.vault.azure.net/keys/k/2' } }
    await finish(await arm.patch(workspace, { properties: { encryption: next } }))
    expect((await arm.get(workspace)).body).toMatchObject({
      properties: {
        encryption: { status: 'Enabled', keyVaultProperties: { keyVaultArmId: vault, ...next.keyVaultProperties } },
      },
    })
  })
  it('lets in the addresses on its list', async () => {
    await makeWorkspace(arm)
    await finish(await arm.patch(workspace, { properties: { ipAllowlist: ['20.1.2.3', '20.1.3.0/24'] } }))
    expect(read.at((await arm.get(workspace)).body, 'properties', 'ipAllowlist')).toEqual(['20.1.2.3', '20.1.3.0/24'])
    expect(await refused(arm.patch(workspace, { properties: { ipAllowlist: ['here'] } }))).toBe('400 BadRequest')
  })
  it('leaves nothing when it is deleted with all that is in it', async () => {
    await makeWorkspace(arm, { properties: approved })
    await finish(await arm.put(`${workspace}/outboundRules/a`, fqdn('a.org')))
    await arm.take(`${workspace}?forceToPurge=true`)
    const { items } = (await arm.send('GET', '/_simulator/resources')).body
    expect(JSON.stringify(items)).not.toContain('MachineLearningServices')
    expect((await arm.send('GET', '/_simulator/deleted')).body).toEqual({ items: [] })
  })
})
