import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, type ArmAnswer, armOf, bodies, group, location, net } from './arm.ts'

const provider = (rest: string): string => `${group}/providers/${rest}`

describe('what clients ask of resources besides reading and writing them', () => {
  let simulator: Simulator
  let arm: Arm

  beforeAll(async () => {
    simulator = await startSimulator({ timeScale: 100_000 })
    arm = armOf(simulator)
    await arm.put(group, { location })
  })
  afterAll(() => simulator.close())

  const post = (path: string, body: JsonObject = {}): Promise<ArmAnswer> =>
    arm.send('POST', `${path}?api-version=2024-04-01`, body)

  async function done(first: ArmAnswer): Promise<void> {
    expect(first.status).toBe(202)
    while ((await arm.send('GET', String(first.headers.location))).status === 202);
  }

  describe('storage', () => {
    const account = provider('Microsoft.Storage/storageAccounts/keyedstore')

    beforeAll(async () => {
      await arm.make(account, bodies.storage)
    })

    it('a regenerated key is another one, and the other stays', async () => {
      const values = (answer: ArmAnswer) => read.list(answer.body, 'keys').map((key) => read.text(key, 'value'))
      const before = values(await post(`${account}/listKeys`))
      const after = values(await post(`${account}/regenerateKey`, { keyName: 'key2' }))
      expect(after).toEqual(values(await post(`${account}/listKeys`)))
      expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false])
      expect((await post(`${account}/regenerateKey`, { keyName: 'key3' })).status).toBe(400)
    })

    it('a signature says what was asked for', async () => {
      const asked = { signedServices: 'b', signedResourceTypes: 's', signedPermission: 'r', signedExpiry: '2030-01-01' }
      const { body } = await post(`${account}/ListAccountSas`, asked)
      expect(new URLSearchParams(read.text(body, 'accountSasToken')).get('se')).toBe('2030-01-01')
      expect((await post(`${account}/ListAccountSas`, { ...asked, signedExpiry: '' })).status).toBe(400)
      expect((await post(`${account}/ListServiceSas`, { canonicalizedResource: '/blob/keyedstore/c' })).status).toBe(
        200,
      )
    })

    it('shares and policies lie in the account', async () => {
      const share = `${account}/fileServices/default/shares/files`
      expect((await arm.put(share, { properties: { accessTier: 'Hot' } })).status).toBe(201)
      expect((await arm.patch(share, { properties: { shareQuota: 10 } })).body).toMatchObject({
        properties: { accessTier: 'Hot', shareQuota: 10 },
      })
      expect((await arm.put(share, { properties: { accessTier: 'Warm' } })).status).toBe(400)
      const policies: readonly (readonly [string, JsonObject])[] = [
        ['managementPolicies/default', { policy: { rules: [] } }],
        ['inventoryPolicies/default', { policy: { enabled: true, type: 'Inventory', rules: [] } }],
        [
          'objectReplicationPolicies/default',
          { sourceAccount: 'a', destinationAccount: 'b', rules: [{ sourceContainer: 'c', destinationContainer: 'd' }] },
        ],
      ]
      for (const [path, properties] of policies) {
        expect((await arm.put(`${account}/${path}`, { properties: {} })).status).toBe(400)
        expect((await arm.put(`${account}/${path}`, { properties })).status).toBe(200)
        expect((await arm.delete(`${account}/${path}`)).status).toBe(200)
      }
    })

    it('its region counts it', async () => {
      const { body } = await arm.get(
        `${group.split('/resourceGroups')[0] ?? ''}/providers/Microsoft.Storage/locations/westeurope/usages`,
      )
      expect(read.list(body, 'value')[0]).toMatchObject({ currentValue: 1, limit: 250 })
    })
  })

  it('a registry has credentials only while its admin user is enabled', async () => {
    const registry = provider('Microsoft.ContainerRegistry/registries/keyedregistry')
    await arm.make(registry, bodies.registry('Basic'))
    expect((await post(`${registry}/listCredentials`)).code).toBe('UnAuthorizedForCredentialOperations')
    await arm.patch(registry, { properties: { adminUserEnabled: true } })
    await arm.ready(registry)
    const { body: before } = await post(`${registry}/listCredentials`)
    const { body: after } = await post(`${registry}/regenerateCredential`, { name: 'password' })
    expect(read.list(after, 'passwords')[0]).not.toEqual(read.list(before, 'passwords')[0])
    expect(read.list(after, 'passwords')[1]).toEqual(read.list(before, 'passwords')[1])
    expect(read.list((await arm.get(`${registry}/listUsages`)).body, 'value')).toHaveLength(2)
  })

  describe('clusters', () => {
    const cluster = provider('Microsoft.ContainerService/managedClusters/cluster')
    const body = (properties: JsonObject) => ({
      location,
      identity: { type: 'SystemAssigned' },
      properties: {
        dnsPrefix: 'cluster',
        agentPoolProfiles: [{ name: 'nodes', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2' }],
        ...properties,
      },
    })

    it('a cluster gives files to sign in with, but not as its administrator when it has no local accounts', async () => {
      await arm.make(cluster, body({}))
      const { body: admin } = await post(`${cluster}/listClusterAdminCredential`)
      const file = Buffer.from(read.text(read.list(admin, 'kubeconfigs')[0], 'value') ?? '', 'base64').toString()
      expect(file).toContain('current-context: cluster')
      expect((await post(`${cluster}/accessProfiles/clusterUser/listCredential`)).status).toBe(200)
      await arm.make(cluster, body({ disableLocalAccounts: true }))
      expect((await post(`${cluster}/listClusterAdminCredential`)).code).toBe('BadRequest')
      expect((await post(`${cluster}/listClusterUserCredential`)).status).toBe(200)
    })

    it('the first pool is for the system when none says what it is for', async () => {
      const { body: made } = await arm.make(`${cluster}-unsaid`, {
        ...body({ dnsPrefix: 'unsaid', agentPoolProfiles: [{ name: 'nodes', count: 1, vmSize: 'Standard_DS2_v2' }] }),
      })
      expect(read.list(made, 'properties', 'agentPoolProfiles')).toMatchObject([{ mode: 'System' }])
    })

    it('a cluster with a mesh tells what it can become', async () => {
      expect((await arm.get(`${cluster}/meshUpgradeProfiles/istio`)).status).toBe(404)
      await arm.make(cluster, body({ serviceMeshProfile: { mode: 'Istio', istio: { revisions: ['asm-1-17'] } } }))
      expect((await arm.get(`${cluster}/meshUpgradeProfiles/istio`)).body).toMatchObject({
        properties: { revision: 'asm-1-17', upgrades: ['asm-1-18'] },
      })
    })
  })

  describe('identities', () => {
    const identity = provider('Microsoft.ManagedIdentity/userAssignedIdentities/trusted')
    const credential = (subject: string) => ({
      properties: { issuer: 'https://issuer.example', subject, audiences: ['api://AzureADTokenExchange'] },
    })

    it('an identity trusts an issuer and subject once', async () => {
      await arm.put(identity, { location })
      const path = `${identity}/federatedIdentityCredentials`
      expect((await arm.put(`${path}/first`, credential('one'))).status).toBe(201)
      expect((await arm.put(`${path}/second`, credential('one'))).code).toBe('Conflict')
      expect((await arm.put(`${path}/second`, credential('two'))).status).toBe(201)
      expect((await arm.put(`${path}/first`, { properties: {} })).status).toBe(400)
    })

    it('the identity that a resource has of its own can be read, and is missing where there is none', async () => {
      const registry = provider('Microsoft.ContainerRegistry/registries/identified')
      const made = await arm.make(registry, { ...bodies.registry(), identity: { type: 'SystemAssigned' } })
      const at = '/providers/Microsoft.ManagedIdentity/identities/default'
      expect((await arm.get(`${registry}${at}`)).body).toMatchObject({
        properties: { principalId: read.text(made.body, 'identity', 'principalId') },
      })
      expect((await arm.get(`${group}${at}`)).status).toBe(404)
    })
  })

  it('a purge of telemetry says where to ask for its end', async () => {
    const component = provider('Microsoft.Insights/components/telemetry')
    await arm.put(component, { location, kind: 'web', properties: { Application_Type: 'web' } })
    expect((await post(`${component}/purge`, { table: 'requests' })).status).toBe(400)
    const purge = await post(`${component}/purge`, { table: 'requests', filters: [{ column: 'x', operator: '==' }] })
    expect(purge.status).toBe(202)
    expect((await arm.send('GET', String(purge.headers['x-ms-status-location']))).body).toEqual({ status: 'completed' })
  })

  describe('machines', () => {
    const machine = provider('Microsoft.Compute/virtualMachines/machine')
    const power = async (): Promise<string | undefined> =>
      read.text(read.list((await arm.get(`${machine}/instanceView`)).body, 'statuses')[1], 'code')

    beforeAll(async () => {
      await arm.make(`${net}/virtualNetworks/vnet`, bodies.network({ machines: '10.0.1.0/24' }))
      await arm.make(`${net}/networkInterfaces/card`, {
        location,
        properties: {
          ipConfigurations: [
            { name: 'one', properties: { subnet: { id: `${net}/virtualNetworks/vnet/subnets/machines` } } },
          ],
        },
      })
      await arm.make(machine, {
        location,
        properties: {
          hardwareProfile: { vmSize: 'Standard_D2s_v5' },
          storageProfile: {
            imageReference: { communityGalleryImageId: '/CommunityGalleries/g/Images/i/Versions/1' },
            osDisk: { createOption: 'FromImage' },
          },
          osProfile: { computerName: 'machine', adminUsername: 'somebody', adminPassword: 'Sample-Passw0rd!' },
          networkProfile: { networkInterfaces: [{ id: `${net}/networkInterfaces/card` }] },
        },
      })
    })

    it('a machine is switched off and on, and one that is off is not restarted', async () => {
      expect(await power()).toBe('PowerState/running')
      await done(await post(`${machine}/deallocate`))
      expect(await power()).toBe('PowerState/deallocated')
      expect((await post(`${machine}/restart`)).code).toBe('OperationNotAllowed')
      await done(await post(`${machine}/start`))
      expect(await power()).toBe('PowerState/running')
    })

    it('the machines of a region and the sizes that one can have are listed', async () => {
      const at = `${group.split('/resourceGroups')[0] ?? ''}/providers/Microsoft.Compute/locations`
      expect(read.list((await arm.get(`${at}/westeurope/virtualMachines`)).body, 'value')).toHaveLength(1)
      expect(read.list((await arm.get(`${at}/eastus/virtualMachines`)).body, 'value')).toHaveLength(0)
      expect(read.list((await arm.get(`${machine}/vmSizes`)).body, 'value').length).toBeGreaterThan(5)
    })

    it('a disk is made by a client too, and only grows', async () => {
      const disk = provider('Microsoft.Compute/disks/data')
      const body = (diskSizeGB?: number) => ({
        location,
        properties: { creationData: { createOption: 'Empty' }, ...(diskSizeGB === undefined ? {} : { diskSizeGB }) },
      })
      expect((await arm.put(disk, body())).code).toBe('InvalidParameter')
      expect((await arm.make(disk, body(32))).body).toMatchObject({ properties: { diskState: 'Unattached' } })
      expect((await arm.put(disk, body(16))).code).toBe('OperationNotAllowed')
      expect((await arm.put(disk, body(64))).status).toBe(202)
    })
  })
})
