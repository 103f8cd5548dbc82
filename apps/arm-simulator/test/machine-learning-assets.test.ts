import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, type ArmAnswer, armOf, group, location, makeWorkspace, ml } from './arm.ts'

const workspace = `${ml}/mlws`

describe('what lies in a workspace, and what it hands out', () => {
  let simulator: Simulator
  let arm: Arm

  beforeAll(async () => {
    simulator = await startSimulator({ timeScale: 100_000 })
    arm = armOf(simulator)
    await arm.put(group, { location })
    await makeWorkspace(arm)
  })
  afterAll(() => simulator.close())

  const post = (path: string, body: JsonObject = {}): Promise<ArmAnswer> =>
    arm.send('POST', `${path}?api-version=2024-04-01`, body)

  /** The end of a long action, and what it answers then. */
  async function result(first: ArmAnswer): Promise<ArmAnswer> {
    expect(first.status).toBe(202)
    for (;;) {
      const answer = await arm.send('GET', String(first.headers.location))
      if (answer.status !== 202) return answer
    }
  }

  describe('assets', () => {
    it('the first version of a model brings its container, which knows the newest and the next', async () => {
      const model = `${workspace}/models/churn`
      const properties = { modelUri: 'azureml://datastores/workspaceblobstore/paths/churn', modelType: 'mlflow_model' }
      expect((await arm.put(`${model}/versions/9`, { properties })).status).toBe(201)
      expect((await arm.put(`${model}/versions/10`, { properties })).status).toBe(201)
      expect((await arm.put(`${model}/versions/10`, { properties })).status).toBe(200)
      expect((await arm.get(model)).body).toMatchObject({ properties: { latestVersion: '10', nextVersion: '11' } })
      expect(read.list((await arm.get(`${model}/versions`)).body, 'value')).toHaveLength(2)
      expect(read.list((await arm.get(`${workspace}/models`)).body, 'value')).toHaveLength(1)
    })

    it('a version in a workspace that is not there brings nothing', async () => {
      expect((await arm.put(`${ml}/nowhere/models/churn/versions/1`, { properties: {} })).status).toBe(404)
    })

    it('data must say what it is, and its container then says the same', async () => {
      const data = `${workspace}/data/customers`
      expect((await arm.put(`${data}/versions/1`, { properties: { dataUri: 'azureml://x' } })).status).toBe(400)
      await arm.put(`${data}/versions/1`, { properties: { dataType: 'uri_folder', dataUri: 'azureml://x' } })
      expect((await arm.get(data)).body).toMatchObject({ properties: { dataType: 'uri_folder', latestVersion: '1' } })
    })

    it.each(['codes', 'components', 'environments'])('%s are containers and versions too', async (plural) => {
      const path = `${workspace}/${plural}/one`
      expect((await arm.put(path, { properties: {} })).status).toBe(201)
      expect((await arm.put(`${path}/versions/1`, { properties: {} })).status).toBe(201)
      expect((await arm.delete(path)).status).toBe(200)
      expect((await arm.get(`${path}/versions/1`)).status).toBe(404)
    })

    it('a version is published by a long operation, which needs to know where to', async () => {
      const version = `${workspace}/models/published/versions/1`
      await arm.put(version, { properties: { modelUri: 'azureml://x' } })
      expect((await post(`${version}/publish`)).code).toBe('BadRequest')
      const to = { registryName: 'shared', destinationName: 'churn', destinationVersion: '1' }
      expect((await result(await post(`${version}/publish`, to))).status).toBe(200)
    })

    it('feature sets take their time, and a backfill ends with the ids of its jobs', async () => {
      const set = `${workspace}/featuresets/visits`
      const made = await arm.put(`${set}/versions/1`, { properties: { entities: [] } })
      expect(made.status).toBe(201)
      expect(made.headers['azure-asyncoperation']).toBeDefined()
      expect(made.headers['x-ms-async-operation-timeout']).toBeDefined()
      await arm.ready(`${set}/versions/1`)
      const { body } = await result(await post(`${set}/versions/1/backfill`, {}))
      expect(read.texts(body, 'jobIds')).toHaveLength(1)
    })
  })

  describe('endpoints', () => {
    it('an endpoint with keys shows them, and makes one anew without touching the other', async () => {
      const endpoint = `${workspace}/onlineEndpoints/scored`
      await arm.make(endpoint, { location, properties: { authMode: 'Key' } })
      const { body: before } = await post(`${endpoint}/listKeys`)
      await result(await post(`${endpoint}/regenerateKeys`, { keyType: 'Primary' }))
      const { body: after } = await post(`${endpoint}/listKeys`)
      expect(after.primaryKey).not.toBe(before.primaryKey)
      expect(after.secondaryKey).toBe(before.secondaryKey)
      expect((await post(`${endpoint}/regenerateKeys`, { keyType: 'Third' })).code).toBe('BadRequest')
      expect((await post(`${endpoint}/token`)).code).toBe('BadRequest')
    })

    it('an endpoint with tokens gives one, and has no keys', async () => {
      const endpoint = `${workspace}/onlineEndpoints/tokened`
      await arm.make(endpoint, { location, properties: { authMode: 'AMLToken' } })
      const { body } = await post(`${endpoint}/token`)
      expect(body.tokenType).toBe('Bearer')
      expect(Number(body.expiryTimeUtc)).toBeGreaterThan(Number(body.refreshAfterTimeUtc))
      expect((await post(`${endpoint}/listKeys`)).code).toBe('BadRequest')
    })

    it('a deployment tells its sizes and its logs', async () => {
      const endpoint = `${workspace}/onlineEndpoints/logged`
      await arm.make(endpoint, { location, properties: { authMode: 'Key' } })
      const deployment = `${endpoint}/deployments/blue`
      await arm.make(deployment, {
        location,
        sku: { name: 'Default', capacity: 1 },
        properties: { endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
      })
      expect(read.list((await arm.get(`${deployment}/skus`)).body, 'value')).toHaveLength(1)
      expect((await post(`${deployment}/getLogs`, { tail: 10 })).body.content).toContain('blue')
      expect((await post(`${deployment}/getLogs`, { containerType: 'Other' })).code).toBe('BadRequest')
    })

    it('a batch endpoint and its deployments come and go like those of online endpoints', async () => {
      const endpoint = `${workspace}/batchEndpoints/nightly`
      const made = await arm.make(endpoint, { location, properties: { authMode: 'AADToken' } })
      expect(read.text(made.body, 'properties', 'scoringUri')).toMatch(/^https:\/\/nightly\..*\/jobs$/)
      await arm.make(`${endpoint}/deployments/one`, { location, properties: { compute: 'azureml:cpu' } })
      expect((await arm.put(endpoint, { location, properties: { authMode: 'Secret' } })).status).toBe(400)
      const deleted = await arm.take(endpoint)
      expect(deleted.status).toBe(202)
      expect(deleted.headers['x-ms-async-operation-timeout']).toBeDefined()
      expect((await arm.get(`${endpoint}/deployments/one`)).status).toBe(404)
    })

    it('a serverless endpoint has an address, and answers a new key with both keys', async () => {
      const endpoint = `${workspace}/serverlessEndpoints/llama`
      const made = await arm.make(endpoint, {
        location,
        sku: { name: 'Consumption' },
        properties: { authMode: 'Key', modelSettings: { modelId: 'azureml://registries/azureml-meta/models/Llama' } },
      })
      expect(read.text(made.body, 'properties', 'inferenceEndpoint', 'uri')).toMatch(/^https:\/\/llama\./)
      const started = await post(`${endpoint}/regenerateKeys`, { keyType: 'Secondary' })
      expect(started.headers['azure-asyncoperation']).toBeDefined()
      const { body } = await result(started)
      expect(body).toEqual((await post(`${endpoint}/listKeys`)).body)
    })

    it('a marketplace subscription knows its plan', async () => {
      const made = await arm.make(`${workspace}/marketplaceSubscriptions/llama`, {
        properties: { modelId: 'azureml://registries/azureml-meta/models/Llama' },
      })
      expect(made.body).toMatchObject({
        properties: { marketplacePlan: { offerId: 'llama' }, marketplaceSubscriptionStatus: 'Subscribed' },
      })
    })
  })

  describe('connections', () => {
    const connection = `${workspace}/connections/registry`
    const properties = {
      category: 'ContainerRegistry',
      authType: 'UsernamePassword',
      target: 'example.azurecr.io',
      credentials: { username: 'somebody', password: 'sample-secret' },
    }

    it('shows its credentials only to who asks for secrets, and keeps them when a patch does not speak of them', async () => {
      const made = await arm.put(connection, { properties })
      expect(made.status).toBe(200)
      expect(JSON.stringify(made.body)).not.toContain('sample-secret')
      expect(JSON.stringify((await arm.get(`${workspace}/connections`)).body)).not.toContain('sample-secret')
      await arm.patch(connection, { properties: { target: 'other.azurecr.io' } })
      expect((await post(`${connection}/listsecrets`)).body).toMatchObject({
        properties: { target: 'other.azurecr.io', credentials: properties.credentials },
      })
    })

    it('refuses what is no way to sign in, and what has no category', async () => {
      const other = `${workspace}/connections/other`
      expect((await arm.put(other, { properties: { ...properties, authType: 'Handshake' } })).status).toBe(400)
      expect((await arm.put(other, { properties: { authType: 'None' } })).status).toBe(400)
    })
  })

  describe('keys', () => {
    it('the workspace hands out the key of its own account', async () => {
      const account = `${group}/providers/Microsoft.Storage/storageAccounts/mlstore`
      const keys = read.list((await post(`${account}/listKeys`)).body, 'keys')
      const { body } = await post(`${workspace}/listKeys`)
      expect(body.userStorageKey).toBe(read.text(keys[0], 'value'))
      expect((await post(`${workspace}/listStorageAccountKeys`)).body.userStorageKey).toBe(body.userStorageKey)
      await arm.patch(account, { properties: { allowSharedKeyAccess: false } })
      expect((await post(`${workspace}/listKeys`)).body.userStorageKey).toBeNull()
      await arm.patch(account, { properties: { allowSharedKeyAccess: true } })
    })

    it('keys are resynchronized, notebooks prepared and problems looked for by long operations', async () => {
      expect((await result(await post(`${workspace}/resyncKeys`))).status).toBe(200)
      expect((await result(await post(`${workspace}/prepareNotebook`))).body.fqdn).toBe('notebooks.azure.net')
      expect(read.object((await result(await post(`${workspace}/diagnose`))).body, 'value')).toHaveProperty(
        'dnsResolutionResults',
      )
    })

    it('actions on what is not there are a 404', async () => {
      expect((await post(`${ml}/nowhere/listKeys`)).code).toBe('ResourceNotFound')
    })
  })

  describe('compute', () => {
    it('an instance is stopped and started, and says so meanwhile', async () => {
      const compute = `${workspace}/computes/somebodys`
      const stateOf = async () => read.text((await arm.get(compute)).body, 'properties', 'properties', 'state')
      await arm.make(compute, {
        location,
        properties: { computeType: 'ComputeInstance', properties: { vmSize: 'Standard_DS3_v2' } },
      })
      expect(await stateOf()).toBe('Running')
      const stopping = await post(`${compute}/stop`)
      expect(stopping.headers['azure-asyncoperation']).toBeDefined()
      await result(stopping)
      expect(await stateOf()).toBe('Stopped')
      await result(await post(`${compute}/start`))
      expect(await stateOf()).toBe('Running')
    })

    it('a cluster lists its nodes, and is not started or stopped', async () => {
      const compute = `${workspace}/computes/cluster`
      await arm.make(compute, {
        location,
        properties: {
          computeType: 'AmlCompute',
          properties: { vmSize: 'Standard_DS3_v2', scaleSettings: { minNodeCount: 2, maxNodeCount: 4 } },
        },
      })
      expect(read.list((await post(`${compute}/listNodes`)).body, 'nodes')).toHaveLength(2)
      expect((await post(`${compute}/stop`)).code).toBe('BadRequest')
      expect((await post(`${compute}/listKeys`)).code).toBe('BadRequest')
    })
  })
})
