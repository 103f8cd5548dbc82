import type { WorkspaceRequest } from '@palisade/contract'
import { type Given, withoutUndefined } from './given.ts'
import { vaultAt } from './key-vault.ts'

/** What a managed network gets private endpoints to. */
export function outboundTargets({ outboundRules = [], region }: WorkspaceRequest): Given[] {
  return withoutUndefined(outboundRules.map(({ privateEndpoint }) => privateEndpoint?.resourceId)).map((id) =>
    targetAt(id, region),
  )
}

function targetAt(id: string, location: string): Given {
  const [type] = /(?<=\/providers\/)[^/]+\/[^/]+/.exec(id) ?? []
  switch (type?.toLowerCase()) {
    case 'microsoft.storage/storageaccounts':
      return { id, body: { location, sku: { name: 'Standard_LRS' }, kind: 'StorageV2', properties: {} } }
    case 'microsoft.keyvault/vaults':
      return vaultAt(id, location)
    case 'microsoft.containerregistry/registries':
      return { id, body: { location, sku: { name: 'Premium' }, properties: {} } }
    default:
      throw new Error(`Nothing here knows how others make ${id}.`)
  }
}
