import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ResourceManagementClient } from '@azure/arm-resources'
import { ClientSecretCredential, WorkloadIdentityCredential } from '@azure/identity'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, group, location } from './arm.ts'
import { optionsFor, subscription } from './clients.ts'

const tenant = '72f988bf-86f1-41af-91ab-2d7cd011db47'
const client = '0a0a0a0a-1111-2222-3333-444444444444'
const folder = mkdtempSync(join(tmpdir(), 'arm-simulator-sign-in-'))

let simulator: Simulator
let arm: Arm
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 1_000, requireSignIn: true })
  arm = armOf(simulator)
})
afterAll(async () => {
  await simulator.close()
  rmSync(folder, { recursive: true })
})

const atSimulator = () => ({
  authorityHost: simulator.url,
  disableInstanceDiscovery: true,
  tlsOptions: { ca: simulator.ca },
})
const scopes = () => ({ ...optionsFor(simulator), credentialScopes: [`${simulator.url}/.default`] })

it('a client with a secret signs in and is let in', async () => {
  const credential = new ClientSecretCredential(tenant, client, 'a secret', atSimulator())
  const resources = new ResourceManagementClient(credential, subscription, scopes())
  await resources.resourceGroups.createOrUpdate('rg-secret', { location })
  expect((await resources.resourceGroups.get('rg-secret')).location).toBe(location)
})

it('so does a workload with the token of its cluster', async () => {
  const tokenFilePath = join(folder, 'token')
  writeFileSync(tokenFilePath, 'e30.e30.x')
  const credential = new WorkloadIdentityCredential({
    tenantId: tenant,
    clientId: client,
    tokenFilePath,
    ...atSimulator(),
  })
  const resources = new ResourceManagementClient(credential, subscription, scopes())
  await resources.resourceGroups.createOrUpdate('rg-workload', { location })
  expect((await resources.resourceGroups.get('rg-workload')).location).toBe(location)
})

it('who brings another token is not let in', async () => {
  expect(await arm.get(group)).toMatchObject({ status: 401, code: 'InvalidAuthenticationToken' })
})

/** A form, as clients of any language send it. */
async function askToken(form: Record<string, string>, at = `/${tenant}/oauth2/v2.0/token`) {
  return arm.send('POST', at, new URLSearchParams(form).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  })
}

it('a client that was not written here finds its way: the cloud, its keys, a token, the subscription', async () => {
  const clouds = (await arm.send('GET', '/metadata/endpoints?api-version=2019-05-01')).body as unknown
  expect(clouds).toMatchObject([
    { resourceManager: `${simulator.url}/`, authentication: { loginEndpoint: `${simulator.url}/` } },
  ])
  const openId = (await arm.send('GET', `/${tenant}/v2.0/.well-known/openid-configuration`)).body
  const token = await askToken(
    { grant_type: 'client_credentials', client_id: client, client_secret: 's', scope: `${simulator.url}/.default` },
    new URL(read.text(openId, 'token_endpoint') ?? '').pathname,
  )
  const keys = await arm.send('GET', new URL(read.text(openId, 'jwks_uri') ?? '').pathname)
  expect(read.list(keys.body, 'keys')).toHaveLength(1)
  const signedIn = armOf(simulator, { authorization: `Bearer ${read.text(token.body, 'access_token') ?? ''}` })
  expect((await signedIn.get('/tenants')).status).toBe(200)
  expect((await signedIn.get(`/subscriptions/${subscription}`)).body).toMatchObject({
    state: 'Enabled',
    tenantId: tenant,
  })
})

it('a machine asks for a token of its own', async () => {
  const path = `/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${encodeURIComponent(simulator.url)}`
  expect((await arm.send('GET', path)).status).toBe(400)
  const token = await arm.send('GET', path, undefined, { metadata: 'true' })
  const signedIn = armOf(simulator, { authorization: `Bearer ${read.text(token.body, 'access_token') ?? ''}` })
  expect((await signedIn.get(`/subscriptions/${subscription}`)).status).toBe(200)
})

it.each([
  [{ grant_type: 'password', client_id: client, scope: 's' }, 70003],
  [{ grant_type: 'client_credentials', client_id: 'nobody', scope: 's' }, 700016],
  [{ grant_type: 'client_credentials', client_id: client, scope: 's' }, 7000218],
  [{ grant_type: 'client_credentials', client_id: client, client_secret: 's' }, 90014],
])('%j is refused in the words of Entra', async (form, code) => {
  const refused = await askToken(form)
  expect(refused.status).toBeGreaterThanOrEqual(400)
  expect(read.text(refused.body, 'error_description')).toContain(`AADSTS${code}`)
})
