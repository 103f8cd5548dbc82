import type { JsonObject } from '../../src/json/json.ts'
import { region } from './stand-ins.ts'

interface Presumed {
  /** An operation, by its id in the document. */
  readonly operation: RegExp
  /** Over the minimal body of each of these types. */
  readonly bodies: Readonly<Record<string, JsonObject>>
  /** In its place: it is of another sort. */
  readonly isWhole?: true
}

const workspaces = 'microsoft.machinelearningservices/workspaces'

/** What some operations presume of the things they are about, beyond that those are there. */
export const presumed: readonly Presumed[] = [
  {
    operation: /^ManagedNetworkSettingsRule_/,
    bodies: { [workspaces]: { properties: { managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' } } } },
  },
  {
    // The one that is read has a key of its owner's, and such a vault keeps what is deleted.
    operation: /^Workspaces_Get$/,
    bodies: { 'microsoft.keyvault/vaults': { properties: { enablePurgeProtection: true } } },
  },
  {
    operation: /^Compute_ListKeys$/,
    isWhole: true,
    bodies: {
      [`${workspaces}/computes`]: {
        properties: {
          computeType: 'AKS',
          resourceId:
            '/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/testrg123/providers/Microsoft.ContainerService/managedClusters/ahead',
          properties: {},
        },
        location: region,
      },
    },
  },
  {
    operation: /^ManagedClusters_(Get|List)Mesh/,
    bodies: {
      'microsoft.containerservice/managedclusters': {
        properties: { serviceMeshProfile: { mode: 'Istio', istio: { revisions: ['asm-1-17'] } } },
      },
    },
  },
  {
    operation: /^OnlineEndpoints_GetToken$/,
    bodies: { [`${workspaces}/onlineendpoints`]: { properties: { authMode: 'AMLToken' } } },
  },
]
