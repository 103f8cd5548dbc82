/**
 * For all types of Microsoft.Compute, by id: its SDK is no dependency of ours for three of them. Sources:
 * virtualMachine.json and sshPublicKey.json of azure-rest-api-specs, Microsoft.Compute/ComputeRP/stable/2024-03-01.
 */
export const computeApiVersion = '2024-03-01'
