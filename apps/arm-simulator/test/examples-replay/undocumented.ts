export type Method = 'GET' | 'PUT' | 'PATCH' | 'DELETE' | 'POST' | 'HEAD'

const group = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}'
const account = `${group}/providers/Microsoft.Storage/storageAccounts/{accountName}`
const model = `${group}/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}/models/{name}/versions/{version}`
const deployment =
  '/subscriptions/{subscriptionId}/resourcegroups/{resourceGroupName}/providers/Microsoft.Resources/deployments/{deploymentName}'
const stack = `${group}/providers/Microsoft.Resources/deploymentStacks/{deploymentStackName}`
const container = `${account}/blobServices/default/containers/{containerName}`
const share = `${account}/fileServices/default/shares/{shareName}`

interface Undocumented {
  readonly example: string
  readonly method: Method
  readonly path: string
  readonly isLong?: true
}

/** Examples of documents that are not at hand (blob.json, file.json, resources.json, …): their operations, by hand. */
export const undocumented: readonly Undocumented[] = [
  {
    example: 'GetRoleDefinitionAtScope.json',
    method: 'GET',
    path: '/{scope}/providers/Microsoft.Authorization/roleDefinitions',
  },
  // A preview's; `WorkspaceModelVersions_Package` in the documents of 2024-04-01-preview.
  { example: 'Workspace__ModelVersion__package.json', method: 'POST', path: `${model}/package`, isLong: true },
  { example: 'DeploymentStackResourceGroupCreate.json', method: 'PUT', path: stack, isLong: true },
  {
    example: 'DeploymentStackResourceGroupValidate.json',
    method: 'POST',
    path: `${stack}/validate`,
    isLong: true,
  },
  {
    example: 'GetProvider.json',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/{resourceProviderNamespace}',
  },
  {
    example: 'GetProviderPermissions.json',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/providers/{resourceProviderNamespace}/providerPermissions',
  },
  {
    example: 'PostDeploymentWhatIfOnResourceGroup.json',
    method: 'POST',
    path: `${deployment}/whatIf`,
  },
  { example: 'PutDeploymentResourceGroup.json', method: 'PUT', path: deployment },
  { example: 'PutDeploymentResourceGroupTemplateSpecsWithId.json', method: 'PUT', path: deployment },
  { example: 'BlobContainersPut.json', method: 'PUT', path: container },
  { example: 'BlobContainersPutDefaultEncryptionScope.json', method: 'PUT', path: container },
  { example: 'BlobContainersPutObjectLevelWorm.json', method: 'PUT', path: container },
  { example: 'BlobServicesPut.json', method: 'PUT', path: `${account}/blobServices/{BlobServicesName}` },
  {
    example: 'BlobServicesPutLastAccessTimeBasedTracking.json',
    method: 'PUT',
    path: `${account}/blobServices/{BlobServicesName}`,
  },
  { example: 'FileSharesPut.json', method: 'PUT', path: share },
  { example: 'FileSharesPut_AccessTier.json', method: 'PUT', path: share },
]
