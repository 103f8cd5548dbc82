import type { JsonObject } from '../../src/json/json.ts'

const text: JsonObject = { type: 'string' }
const onlyRead: JsonObject = { type: 'string', readOnly: true }
const tags: JsonObject = { type: 'object', additionalProperties: { type: 'string' } }

function object(properties: JsonObject, ...required: string[]): JsonObject {
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) }
}

function ref(name: string): JsonObject {
  return { $ref: `#/definitions/${name}` }
}

function extended(base: string, properties: JsonObject, ...required: string[]): JsonObject {
  return { ...object(properties, ...required), allOf: [ref(base)] }
}

const systemData = object({
  createdBy: text,
  createdByType: { type: 'string', enum: ['User', 'Application', 'ManagedIdentity', 'Key'] },
  createdAt: { type: 'string', format: 'date-time' },
  lastModifiedBy: text,
  lastModifiedByType: { type: 'string', enum: ['User', 'Application', 'ManagedIdentity', 'Key'] },
  lastModifiedAt: { type: 'string', format: 'date-time' },
})

const errors: JsonObject = {
  ErrorAdditionalInfo: object({ type: onlyRead, info: { type: 'object' } }),
  ErrorDetail: object({
    code: onlyRead,
    message: onlyRead,
    target: { ...onlyRead, 'x-nullable': true },
    details: { type: 'array', items: ref('ErrorDetail') },
    additionalInfo: { type: 'array', items: ref('ErrorAdditionalInfo') },
  }),
  ErrorResponse: object({ error: ref('ErrorDetail') }, 'error'),
  CloudError: object({ error: ref('ErrorDetail') }, 'error'),
}

/** Every resource of ARM has these; the later generations say also who made it. */
function resources(more: JsonObject): JsonObject {
  return {
    ...errors,
    systemData,
    SystemData: systemData,
    Resource: object({ id: onlyRead, name: onlyRead, type: onlyRead, ...more }),
    ProxyResource: { allOf: [ref('Resource')] },
    TrackedResource: extended('Resource', { tags, location: text }, 'location'),
    AzureEntityResource: extended('Resource', { etag: onlyRead }),
    SkuTier: { type: 'string', enum: ['Free', 'Basic', 'Standard', 'Premium'] },
    Sku: object(
      { name: text, tier: ref('SkuTier'), size: text, family: text, capacity: { type: 'integer', format: 'int32' } },
      'name',
    ),
  }
}

const uuid: JsonObject = { type: 'string', format: 'uuid', readOnly: true }

const identities: JsonObject = {
  ManagedServiceIdentityType: {
    type: 'string',
    enum: ['None', 'SystemAssigned', 'UserAssigned', 'SystemAssigned,UserAssigned'],
  },
  UserAssignedIdentity: object({ principalId: uuid, clientId: uuid }),
  ManagedServiceIdentity: object(
    {
      principalId: uuid,
      tenantId: uuid,
      type: ref('ManagedServiceIdentityType'),
      userAssignedIdentities: { type: 'object', additionalProperties: ref('UserAssignedIdentity') },
    },
    'type',
  ),
}

/** That of storage; the others write `actionsRequired`. */
const storageLinks: JsonObject = {
  ...resources({}),
  PrivateEndpointConnection: extended('Resource', {
    properties: object(
      {
        privateEndpoint: object({ id: onlyRead }),
        privateLinkServiceConnectionState: object({
          status: { type: 'string', enum: ['Pending', 'Approved', 'Rejected'] },
          description: text,
          actionRequired: text,
        }),
        provisioningState: {
          type: 'string',
          enum: ['Succeeded', 'Creating', 'Deleting', 'Failed'],
          readOnly: true,
        },
      },
      'privateLinkServiceConnectionState',
    ),
  }),
  PrivateEndpointConnectionListResult: object({ value: { type: 'array', items: ref('PrivateEndpointConnection') } }),
  PrivateLinkResource: extended('Resource', {
    properties: object({
      groupId: onlyRead,
      requiredMembers: { type: 'array', items: text, readOnly: true },
      requiredZoneNames: { type: 'array', items: text },
    }),
  }),
  PrivateLinkResourceListResult: object({ value: { type: 'array', items: ref('PrivateLinkResource') } }),
}

const storage: JsonObject = {
  ...errors,
  SkuName: {
    type: 'string',
    enum: [
      'Standard_LRS',
      'Standard_GRS',
      'Standard_RAGRS',
      'Standard_ZRS',
      'Premium_LRS',
      'Premium_ZRS',
      'Standard_GZRS',
      'Standard_RAGZRS',
    ],
  },
  Tier: { type: 'string', enum: ['Standard', 'Premium'], readOnly: true },
  Sku: object({ name: ref('SkuName'), tier: ref('Tier') }, 'name'),
}

const compute: JsonObject = {
  ...errors,
  ApiError: ref('ErrorDetail'),
  Resource: object({ id: onlyRead, name: onlyRead, type: onlyRead, location: text, tags }, 'location'),
  ResourceWithOptionalLocation: object({ location: text, id: onlyRead, name: onlyRead, type: onlyRead, tags }),
  SubResource: object({ id: text }),
  ExtendedLocation: object({ name: text, type: { type: 'string', enum: ['EdgeZone'] } }),
  UserAssignedIdentities: {
    type: 'object',
    additionalProperties: object({ principalId: onlyRead, clientId: onlyRead }),
  },
}

const insights: JsonObject = {
  ...errors,
  Resource: object({ id: onlyRead, name: onlyRead, type: onlyRead, systemData }),
  ResourceWithEtag: extended('Resource', { etag: text }),
}

const applicationSecurityGroups: JsonObject = {
  ApplicationSecurityGroup: object({
    id: text,
    name: onlyRead,
    type: onlyRead,
    location: text,
    tags,
    etag: onlyRead,
    properties: object({ resourceGuid: onlyRead, provisioningState: onlyRead }),
  }),
}

/**
 * What the documents refer to outside of themselves and of each other, as far as bodies stand on it: the definitions
 * that nearly all providers share. Written down from the documents of that name, without their descriptions; which of
 * those is meant is told by the end of the reference.
 */
export function commonDefinitions(provider: string, file: string): JsonObject | undefined {
  if (/common-types\/resource-management\/v[12]\/types\.json$/.test(file)) return resources({})
  if (/common-types\/resource-management\/v\d\/types\.json$/.test(file)) return resources({ systemData })
  if (file.endsWith('/managedidentity.json')) return identities
  if (provider === 'compute' && file.endsWith('/common.json')) return compute
  if (provider === 'storage' && file === './common.json') return storage
  if (provider === 'storage' && file === './privatelinks.json') return storageLinks
  if (provider === 'network' && file === './privateLinkService.json')
    return {
      PrivateLinkServiceConnectionState: object({ status: text, description: text, actionsRequired: text }),
    }
  if (provider === 'network' && file === './applicationSecurityGroup.json') return applicationSecurityGroups
  if (provider === 'keyvault' && file === 'common.json') return { ...errors, SystemData: systemData }
  if (provider === 'securityinsights' && file.endsWith('/types.json')) return insights
  return undefined
}
