/** Ids of built-in roles, the same in every tenant. Source: "Azure built-in roles" of the Azure documentation. */
export const roleIds = {
  AcrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
  Contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  'Key Vault Administrator': '00482a5a-887f-4fb3-b363-3b7fe8e74483',
  Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  'Storage Blob Data Contributor': 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  'Storage File Data Privileged Contributor': '69566ab7-960f-475b-8e7c-b3118f30c6bd',
} as const

export type RoleName = keyof typeof roleIds
