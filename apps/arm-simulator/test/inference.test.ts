import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, makeWorkspace, ml, net } from './arm.ts'
import { clientsOf, fast } from './clients.ts'
import { Clock } from './clock.ts'

const clock = new Clock()
let simulator: Simulator
let arm: Arm

beforeAll(async () => {
  // Fast enough for clusters and deployments, and slow enough that a second request finds the first still running.
  simulator = await startSimulator({ now: clock.now, timeScale: 1500 })
  arm = armOf(simulator, undefined, clock)
})
afterAll(() => simulator.close())
beforeEach(async () => {
  await arm.send('POST', '/_simulator/reset')
  await arm.put(group, { location })
})

const workspace = `${ml}/mlws`
const endpoint = `${workspace}/onlineEndpoints/scoring-1`
const vnet = `${net}/virtualNetworks/vnet`
const subnet = `${vnet}/subnets/aks`
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/mlregistry`
const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/aks1`
const extension = `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/azureml`
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`

const endpointBody = (more: JsonObject = {}): JsonObject => ({
  location,
  kind: 'Managed',
  identity: { type: 'SystemAssigned' },
  properties: { authMode: 'AADToken', publicNetworkAccess: 'Disabled', ...more },
})
const deployment = (more: JsonObject = {}): JsonObject => ({
  location,
  kind: 'Managed',
  sku: { name: 'Default', capacity: 1 },
  properties: { endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2', ...more },
})
const clusterBody = (more: { properties?: JsonObject; network?: JsonObject; location?: string } = {}): JsonObject => ({
  location: more.location ?? location,
  sku: { name: 'Base', tier: 'Standard' },
  identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
  properties: {
    dnsPrefix: 'aks1',
    disableLocalAccounts: true,
    aadProfile: { managed: true, enableAzureRBAC: true },
    apiServerAccessProfile: {
      enablePrivateCluster: true,
      enablePrivateClusterPublicFQDN: false,
      privateDNSZone: 'system',
    },
    agentPoolProfiles: [
      { name: 'system', mode: 'System', count: 3, vmSize: 'Standard_D4s_v3', osType: 'Linux', vnetSubnetID: subnet },
    ],
    networkProfile: {
      networkPlugin: 'azure',
      networkPluginMode: 'overlay',
      serviceCidr: '172.20.0.0/16',
      dnsServiceIP: '172.20.0.10',
      outboundType: 'loadBalancer',
      ...more.network,
    },
    ...more.properties,
  },
})
const extensionBody: JsonObject = {
  identity: { type: 'SystemAssigned' },
  properties: {
    extensionType: 'microsoft.azureml.kubernetes',
    autoUpgradeMinorVersion: true,
    releaseTrain: 'stable',
    scope: { cluster: { releaseNamespace: 'azureml' } },
    configurationSettings: { enableInference: 'True', internalLoadBalancerProvider: 'azure' },
  },
}
const attach: JsonObject = {
  location,
  identity: { type: 'SystemAssigned' },
  properties: { computeType: 'Kubernetes', resourceId: cluster, disableLocalAuth: true, properties: {} },
}
const refused = async (answer: ReturnType<Arm['put']>): Promise<string> => {
  const { status, code } = await answer
  return `${status} ${code}`
}
const closed = { publicNetworkAccess: 'Disabled' }
const internet = { managedNetwork: { isolationMode: 'AllowInternetOutbound' } }

describe('an online endpoint', () => {
  it('tells where it answers and who it is, and opens and closes by a PUT', async () => {
    await makeWorkspace(arm, { properties: closed })
    const first = await arm.put(endpoint, endpointBody())
    expect(first.status).toBe(201)
    expect(first.headers['x-ms-async-operation-timeout']).toMatch(/^PT/)
    const { body } = await arm.ready(endpoint)
    expect(body).toMatchObject({
      kind: 'Managed',
      properties: {
        provisioningState: 'Succeeded',
        publicNetworkAccess: 'Disabled',
        scoringUri: `https://scoring-1.${location}.inference.ml.azure.com/score`,
      },
    })
    const principal = read.text(body, 'identity', 'principalId')
    expect(principal).toBeDefined()
    const { body: opened } = await arm.make(endpoint, endpointBody({ publicNetworkAccess: 'Enabled' }))
    expect(opened).toMatchObject({
      identity: { principalId: principal },
      properties: { publicNetworkAccess: 'Enabled' },
    })
    // A PATCH knows only tags and identity.
    expect(await refused(arm.patch(endpoint, { properties: { publicNetworkAccess: 'Disabled' } }))).toBe(
      '400 InvalidRequestContent',
    )
  })
  it('never tells the keys that it was given', async () => {
    await makeWorkspace(arm)
    const { body } = await arm.make(endpoint, endpointBody({ authMode: 'Key', keys: { primaryKey: 'secret' } }))
    expect(JSON.stringify(body)).not.toContain('secret')
  })
  it('is refused in a workspace of the old kind, with a name that is taken, or with a word unknown', async () => {
    await makeWorkspace(arm, { properties: { v1LegacyMode: true } })
    expect(await refused(arm.put(endpoint, endpointBody()))).toBe('400 BadRequest')
    await arm.send('POST', '/_simulator/reset')
    await arm.put(group, { location })
    await makeWorkspace(arm)
    expect(await refused(arm.put(endpoint, endpointBody({ authMode: 'Any' })))).toBe('400 BadRequest')
    expect(await refused(arm.put(endpoint, { location, properties: {} }))).toBe('400 InvalidRequestFormat')
    await arm.make(endpoint, endpointBody())
    const { body } = await arm.get(workspace)
    await arm.make(`${ml}/other`, body)
    expect(await refused(arm.put(endpoint.replace('mlws', 'other'), endpointBody()))).toBe('409 Conflict')
  })
  it('goes with its deployments, and with its workspace', async () => {
    await makeWorkspace(arm)
    await arm.make(endpoint, endpointBody())
    await arm.make(`${endpoint}/deployments/blue`, deployment())
    await arm.make(endpoint, endpointBody({ traffic: { blue: 100 } }))
    await arm.take(endpoint)
    expect((await arm.get(`${endpoint}/deployments/blue`)).status).toBe(404)
    await arm.make(endpoint, endpointBody())
    await arm.take(`${workspace}?forceToPurge=true`)
    const { items } = (await arm.send('GET', '/_simulator/resources')).body
    expect(JSON.stringify(items)).not.toContain('MachineLearningServices')
  })
  it('sends traffic only to deployments that it has, and all of it', async () => {
    await makeWorkspace(arm)
    await arm.make(endpoint, endpointBody())
    expect(await refused(arm.put(endpoint, endpointBody({ traffic: { blue: 100 } })))).toBe('400 BadRequest')
    await arm.make(`${endpoint}/deployments/blue`, deployment())
    expect(await refused(arm.put(endpoint, endpointBody({ traffic: { blue: 50 } })))).toBe('400 BadRequest')
  })
})

describe('the official client', () => {
  it('makes an endpoint and a deployment, and reads the datastores', async () => {
    await makeWorkspace(arm)
    const { ml: client } = clientsOf(simulator, undefined, clock)
    const made = await client.onlineEndpoints.beginCreateOrUpdateAndWait(
      'rg',
      'mlws',
      'scoring-1',
      {
        location,
        identity: { type: 'SystemAssigned' },
        properties: { authMode: 'AADToken', publicNetworkAccess: 'Disabled' },
      },
      fast,
    )
    expect(made.properties.provisioningState).toBe('Succeeded')
    expect(made.identity?.principalId).toBeDefined()
    const blue = await client.onlineDeployments.beginCreateOrUpdateAndWait(
      'rg',
      'mlws',
      'scoring-1',
      'blue',
      {
        location,
        sku: { name: 'Default', capacity: 1 },
        properties: { endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
      },
      fast,
    )
    expect(blue.properties.provisioningState).toBe('Succeeded')
    const stores: (string | undefined)[] = []
    for await (const store of client.datastores.list('rg', 'mlws')) stores.push(store.name)
    expect(stores).toEqual(['workspaceblobstore', 'workspacefilestore'])
    await client.onlineEndpoints.beginDeleteAndWait('rg', 'mlws', 'scoring-1', fast)
    expect((await arm.get(endpoint)).status).toBe(404)
  })
})

describe('a deployment', () => {
  const blue = `${endpoint}/deployments/blue`
  it('goes out in public only where the workspace can be reached in public', async () => {
    await makeWorkspace(arm, { properties: closed })
    await arm.make(endpoint, endpointBody())
    expect(await refused(arm.put(blue, deployment()))).toBe('400 BadRequest')
    expect(await refused(arm.put(blue, deployment({ egressPublicNetworkAccess: 'Enabled' })))).toBe('400 BadRequest')
  })
  it('goes out in private only with a Premium registry, and never changes that', async () => {
    await arm.make(registry, bodies.registry())
    await makeWorkspace(arm, { properties: closed })
    await arm.make(endpoint, endpointBody())
    const hidden = deployment({ egressPublicNetworkAccess: 'Disabled' })
    expect(await refused(arm.put(blue, hidden))).toBe('400 BadRequest')
    const { body } = await arm.get(workspace)
    await arm.make(workspace, {
      ...body,
      properties: { ...read.object(body, 'properties'), containerRegistry: registry },
    })
    const { body: made } = await arm.make(blue, hidden)
    expect(made).toMatchObject({
      sku: { name: 'Default', capacity: 1 },
      properties: { provisioningState: 'Succeeded', egressPublicNetworkAccess: 'Disabled' },
    })
    expect(await refused(arm.put(blue, deployment({ egressPublicNetworkAccess: 'Enabled' })))).toBe('400 BadRequest')
    expect((await arm.patch(blue, { sku: { name: 'Default', capacity: 2 } })).status).toBe(202)
  })
  it('in a managed network needs that network, and has no say in how it goes out', async () => {
    await makeWorkspace(arm, { properties: internet })
    await arm.make(endpoint, endpointBody())
    expect(await refused(arm.put(blue, deployment()))).toBe('400 BadRequest')
    await arm.make(`${workspace}/computes/cpu`, {
      location,
      properties: { computeType: 'AmlCompute', properties: {} },
    })
    expect(await refused(arm.put(blue, deployment({ egressPublicNetworkAccess: 'Disabled' })))).toBe('400 BadRequest')
    const { body } = await arm.make(blue, deployment())
    // What was read can be put back all the same.
    expect((await arm.put(blue, body)).status).toBe(200)
  })
  it('is written one at a time in its endpoint', async () => {
    await makeWorkspace(arm)
    await arm.make(endpoint, endpointBody())
    await arm.put(blue, deployment())
    expect(await refused(arm.put(`${endpoint}/deployments/green`, deployment()))).toBe('409 Conflict')
    expect(await refused(arm.delete(endpoint))).toBe('409 Conflict')
  })
})

describe('a Kubernetes cluster', () => {
  beforeEach(async () => {
    await Promise.all([
      arm.make(identity, { location }),
      arm.make(vnet, bodies.network({ aks: '10.0.1.0/24', other: '10.0.2.0/24' })),
    ])
  })
  it('is private, has an identity for its nodes, and takes their addresses', async () => {
    const { body } = await arm.make(cluster, clusterBody())
    expect(body).toMatchObject({
      properties: {
        provisioningState: 'Succeeded',
        nodeResourceGroup: `MC_rg_aks1_${location}`,
        privateFQDN: expect.stringMatching(new RegExp(`^aks1-.+\\.privatelink\\.${location}\\.azmk8s\\.io$`)),
        networkProfile: { outboundType: 'loadBalancer', loadBalancerSku: 'standard' },
      },
    })
    expect(read.text(body, 'properties', 'fqdn')).toBeUndefined()
    expect(read.text(body, 'properties', 'identityProfile', 'kubeletidentity', 'objectId')).toMatch(/^[0-9a-f-]{36}$/)
    expect(await refused(arm.delete(subnet))).toBe('400 InUseSubnetCannotBeDeleted')
    // A second PUT takes nothing more and makes nobody new.
    const { body: again } = await arm.make(cluster, body)
    expect(read.at(again, 'properties', 'identityProfile')).toEqual(read.at(body, 'properties', 'identityProfile'))
    await arm.take(cluster)
    expect((await arm.delete(subnet)).status).toBe(202)
  })
  it('holds an address for each node and one for its API server', async () => {
    const small = `${vnet}/subnets/small`
    await arm.make(small, { properties: { addressPrefix: '10.0.3.0/29' } })
    const withNodes = (count: number): JsonObject =>
      clusterBody({
        properties: { agentPoolProfiles: [{ name: 'system', mode: 'System', count, vnetSubnetID: small }] },
      })
    expect(await refused(arm.put(cluster, withNodes(3)))).toBe('400 SubnetIsFull')
    await arm.make(cluster, withNodes(2))
    expect((await arm.put(cluster, withNodes(2))).status).toBe(200)
  })
  it('needs its identity, a subnet with room, and a system pool', async () => {
    await arm.delete(identity)
    expect(await refused(arm.put(cluster, clusterBody()))).toBe('400 FailedIdentityOperation')
    await arm.make(identity, { location })
    expect(await refused(arm.put(cluster, clusterBody({ properties: { agentPoolProfiles: [] } })))).toBe(
      '400 InvalidParameter',
    )
    // With its pods in the subnet a node holds 31 addresses, and ten nodes are too many for a /24.
    const pool = { name: 'system', mode: 'System', count: 10, vmSize: 'Standard_D4s_v3', vnetSubnetID: subnet }
    const flat = { ...clusterBody({ properties: { agentPoolProfiles: [pool] } }) }
    flat.properties = {
      ...read.object(flat, 'properties'),
      networkProfile: { networkPlugin: 'azure', serviceCidr: '172.20.0.0/16', dnsServiceIP: '172.20.0.10' },
    }
    expect(await refused(arm.put(cluster, flat))).toBe('400 SubnetIsFull')
    await arm.take(subnet)
    expect(await refused(arm.put(cluster, clusterBody()))).toBe('400 InvalidResourceReference')
  })
  it('has services beside its network, never in it', async () => {
    const inside = { serviceCidr: '10.0.128.0/17', dnsServiceIP: '10.0.128.10' }
    expect(await refused(arm.put(cluster, clusterBody({ network: inside })))).toBe(
      '400 ServiceCidrOverlapExistingSubnetsCidr',
    )
    expect(await refused(arm.put(cluster, clusterBody({ network: { dnsServiceIP: '172.21.0.10' } })))).toBe(
      '400 InvalidParameter',
    )
  })
  it('goes out by a route only when its subnet has one that leads somewhere', async () => {
    const routed = clusterBody({ network: { outboundType: 'userDefinedRouting' } })
    expect(await refused(arm.put(cluster, routed))).toBe('400 ExistingRouteTableNotAssociatedWithSubnet')
    const table = `${net}/routeTables/table`
    const route = (nextHop: JsonObject): JsonObject => ({
      location,
      properties: { routes: [{ name: 'default', properties: { addressPrefix: '0.0.0.0/0', ...nextHop } }] },
    })
    await arm.make(table, route({ nextHopType: 'Internet' }))
    await arm.make(subnet, { properties: { addressPrefix: '10.0.1.0/24', routeTable: { id: table } } })
    expect(await refused(arm.put(cluster, routed))).toBe('400 RouteTableInvalidNextHop')
    await arm.make(table, route({ nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' }))
    expect((await arm.put(cluster, routed)).status).toBe(201)
  })
  it('goes out by a NAT gateway only when its subnet has one', async () => {
    const translated = clusterBody({ network: { outboundType: 'userAssignedNATGateway' } })
    expect((await arm.put(cluster, translated)).status).toBe(400)
    const gateway = `${net}/natGateways/nat`
    await arm.make(gateway, { location })
    await arm.make(subnet, { properties: { addressPrefix: '10.0.1.0/24', natGateway: { id: gateway } } })
    expect((await arm.put(cluster, translated)).status).toBe(201)
  })
  it('does one thing at a time, and keeps what was chosen when it was made', async () => {
    await arm.put(cluster, clusterBody())
    expect(await refused(arm.put(cluster, clusterBody()))).toBe('409 OperationNotAllowed')
    expect(await refused(arm.put(extension, extensionBody))).toBe('409 Conflict')
    await arm.ready(cluster)
    expect(await refused(arm.put(cluster, clusterBody({ properties: { dnsPrefix: 'other' } })))).toBe(
      '400 PropertyChangeNotAllowed',
    )
  })
  it('is attached to a workspace once the extension is in it, and detached without harm', async () => {
    await makeWorkspace(arm)
    await arm.make(cluster, clusterBody())
    const compute = `${workspace}/computes/k8s`
    expect(await refused(arm.put(compute, attach))).toBe('400 BadRequest')
    const { body: installed } = await arm.make(extension, extensionBody)
    const principal = read.text(installed, 'properties', 'aksAssignedIdentity', 'principalId')
    expect(principal).toMatch(/^[0-9a-f-]{36}$/)
    const { body } = await arm.make(compute, attach)
    expect(body).toMatchObject({
      properties: {
        isAttachedCompute: true,
        computeLocation: location,
        properties: { namespace: 'default', extensionPrincipalId: principal },
      },
    })
    expect(await refused(arm.delete(`${compute}?underlyingResourceAction=Delete`))).toBe('400 BadRequest')
    await arm.take(`${compute}?underlyingResourceAction=Detach`)
    expect((await arm.get(cluster)).status).toBe(200)
    await arm.take(cluster)
    expect((await arm.get(extension)).status).toBe(404)
    const { items } = (await arm.send('GET', '/_simulator/resources')).body
    expect(JSON.stringify(items)).not.toContain('KubernetesConfiguration')
  })
  it('of another region, or for a workspace without an identity of its own, is not attached', async () => {
    await makeWorkspace(arm, {
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
      properties: { primaryUserAssignedIdentity: identity },
    })
    const elsewhere = { properties: { agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1 }] } }
    await arm.make(cluster, clusterBody({ ...elsewhere, location: 'northeurope' }))
    await arm.make(extension, extensionBody)
    const compute = `${workspace}/computes/k8s`
    const refusal = async (): Promise<string> =>
      read.text((await arm.put(compute, attach)).body, 'error', 'message') ?? ''
    expect(await refusal()).toContain('system-assigned')
    const { body } = await arm.get(workspace)
    const both = { type: 'SystemAssigned,UserAssigned', userAssignedIdentities: { [identity]: {} } }
    await arm.make(workspace, { ...body, identity: both })
    await arm.make(`${net}/privateEndpoints/pe`, bodies.endpoint(`${vnet}/subnets/other`, workspace, 'amlworkspace'))
    expect(await refusal()).toContain('northeurope')
  })
})
