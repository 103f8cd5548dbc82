import { tenantId } from '../identity/tenant-id.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Answer } from '../requests/call.ts'
import type { Simulation } from '../state/simulation.ts'
import { grantMachineToken, grantToken } from './grant-token.ts'

/**
 * What clients ask before they ask Azure Resource Manager: which cloud this is, and for a token. Nothing for any other path.
 * Sources: the OpenID configuration that Entra publishes; the clients' own code for the metadata of clouds, which has no
 * document.
 */
export function answerSignIn(
  asked: {
    readonly method: string
    readonly path: string
    readonly query: URLSearchParams
    readonly origin: string
    readonly content: string
    readonly isMetadata: boolean
  },
  { signer, world }: Simulation,
): Answer | undefined {
  const { method, path, query, origin } = asked
  const lower = path.toLowerCase()
  if (method === 'GET') {
    if (lower === '/metadata/endpoints')
      return { status: 200, body: cloudMetadata(origin, query.get('api-version') ?? '') }
    if (lower === '/metadata/identity/oauth2/token')
      return asked.isMetadata
        ? grantMachineToken(query, tenantId, signer, world.now())
        : {
            status: 400,
            body: { error: 'invalid_request', error_description: 'Required metadata header not specified' },
          }
    if (lower === '/common/discovery/instance') return { status: 200, body: instance(origin) }
    if (/^\/[^/]+\/discovery\/(v2\.0\/)?keys$/.test(lower)) return { status: 200, body: signer.publicKeys() }
    const tenant = /^\/([^/]+)\/(?:v2\.0\/)?\.well-known\/openid-configuration$/.exec(lower)?.[1]
    if (tenant !== undefined)
      return { status: 200, body: openIdConfiguration(origin, tenant, lower.includes('/v2.0/')) }
    return undefined
  }
  const tenant = /^\/([^/]+)\/oauth2\/(?:v2\.0\/)?token$/.exec(lower)?.[1]
  if (method !== 'POST' || tenant === undefined) return undefined
  return grantToken(tenant, new URLSearchParams(asked.content), signer, world.now())
}

function openIdConfiguration(origin: string, tenant: string, isNew: boolean): JsonObject {
  const version = isNew ? '/v2.0' : ''
  return {
    token_endpoint: `${origin}/${tenant}/oauth2${version}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${origin}/${tenant}/discovery${version}/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'token'],
    issuer: isNew ? `${origin}/${tenant}/v2.0` : `https://sts.windows.net/${tenant}/`,
    authorization_endpoint: `${origin}/${tenant}/oauth2${version}/authorize`,
    device_authorization_endpoint: `${origin}/${tenant}/oauth2${version}/devicecode`,
    end_session_endpoint: `${origin}/${tenant}/oauth2${version}/logout`,
    tenant_region_scope: 'EU',
    cloud_instance_name: new URL(origin).host,
  }
}

function instance(origin: string): JsonObject {
  const { host } = new URL(origin)
  return {
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  }
}

/** Which cloud this is. The oldest version is what Azure Stack answers; that of 2022 is one cloud and not a list (unconfirmed). */
function cloudMetadata(origin: string, version: string): Json {
  const authentication = {
    loginEndpoint: `${origin}/`,
    audiences: [`${origin}/`, origin],
    tenant: 'common',
    identityProvider: 'AAD',
  }
  if (version < '2018') {
    return { galleryEndpoint: `${origin}/`, graphEndpoint: `${origin}/`, portalEndpoint: `${origin}/`, authentication }
  }
  const cloud = {
    name: 'ArmSimulator',
    portal: `${origin}/`,
    authentication,
    media: `${origin}/`,
    graphAudience: `${origin}/`,
    graph: `${origin}/`,
    microsoftGraphResourceId: `${origin}/`,
    gallery: `${origin}/`,
    batch: `${origin}/`,
    resourceManager: `${origin}/`,
    sqlManagement: `${origin}/`,
    activeDirectoryDataLake: `${origin}/`,
    vmImageAliasDoc: `${origin}/`,
    suffixes: {
      acrLoginServer: 'azurecr.io',
      keyVaultDns: 'vault.azure.net',
      storage: 'core.windows.net',
      sqlServerHostname: 'database.windows.net',
      azureDataLakeStoreFileSystem: 'azuredatalakestore.net',
      azureDataLakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
      azureFrontDoorEndpointSuffix: 'azurefd.net',
    },
  }
  return version < '2022' ? [cloud] : cloud
}
