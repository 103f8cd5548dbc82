/** In what Microsoft's examples do not keep to Microsoft's documents. */
export const ownFaults: readonly string[] = [
  'answer Workspaces/Workspace must be object',
  'answer components_API/ComponentsResource.tags must be object',
  'answer compute-common-types/v1/common/ErrorDetail.innererror is not known',
  'answer mfe/DataType may not be "UriFile"',
  'request Vaults_List ?$filter is missing',
  'request VirtualNetworks_CheckIPAddressAvailability ?ipAddress is missing',
  'request managedClusters/ManagedClusterSKU.name may not be "Basic"',
]
