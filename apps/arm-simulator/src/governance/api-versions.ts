/**
 * The versions of each provider that its document or its newest client speaks; a provider lists them with its types.
 * Any version is accepted in a call.
 */
const versions: Readonly<Record<string, readonly string[]>> = {
  'microsoft.authorization': ['2022-04-01', '2020-05-01', '2016-09-01'],
  'microsoft.compute': ['2026-03-01', '2024-03-01'],
  'microsoft.containerregistry': ['2025-11-01', '2023-07-01'],
  'microsoft.containerservice': ['2026-04-01', '2024-02-01'],
  'microsoft.insights': ['2020-02-02', '2018-05-01-preview'],
  'microsoft.keyvault': ['2026-02-01', '2023-07-01'],
  'microsoft.machinelearningservices': ['2024-04-01', '2022-10-01'],
  'microsoft.managedidentity': ['2024-11-30', '2023-01-31'],
  'microsoft.network': ['2025-05-01', '2024-01-01', '2020-06-01'],
  'microsoft.operationalinsights': ['2023-09-01', '2022-10-01'],
  'microsoft.policyinsights': ['2024-10-01', '2023-03-01'],
  'microsoft.resources': ['2025-04-01', '2024-03-01'],
  'microsoft.securityinsights': ['2024-03-01', '2022-09-01-preview'],
  'microsoft.storage': ['2025-08-01', '2023-05-01'],
}

export function apiVersionsOf(namespace: string): readonly string[] {
  return versions[namespace.toLowerCase()] ?? ['2024-01-01']
}
