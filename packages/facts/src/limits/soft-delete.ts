/**
 * For how many days Azure keeps a deleted resource, and with it its name. Source: "Azure Key Vault soft-delete overview"
 * and "Workspace deletion" of the Azure Machine Learning documentation.
 */
export const softDeleteDays = { keyVault: 90, mlWorkspace: 14, logAnalytics: 14 } as const
