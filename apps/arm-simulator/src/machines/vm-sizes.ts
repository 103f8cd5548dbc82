import type { JsonObject } from '../json/json.ts'

/** Cores, memory in GiB, temporary disk in GiB, data disks. A few sizes of each sort, as Microsoft's pages of them say. */
const sizes: Readonly<Record<string, readonly [number, number, number, number]>> = {
  Standard_B2s: [2, 4, 8, 4],
  Standard_B2ms: [2, 8, 16, 4],
  Standard_D1_v2: [1, 3.5, 50, 4],
  Standard_DS2_v2: [2, 7, 14, 8],
  Standard_DS3_v2: [4, 14, 28, 16],
  Standard_D2s_v3: [2, 8, 16, 4],
  Standard_D4s_v3: [4, 16, 32, 8],
  Standard_D8s_v3: [8, 32, 64, 16],
  Standard_D2s_v5: [2, 8, 0, 4],
  Standard_D4s_v5: [4, 16, 0, 8],
  Standard_D8s_v5: [8, 32, 0, 16],
  Standard_E4s_v5: [4, 32, 0, 8],
  Standard_F4s_v2: [4, 8, 32, 8],
}

/** The sizes that a machine can be changed to. Any other size is believed when a machine is made of it. */
export function showSizes(): JsonObject[] {
  return Object.entries(sizes).map(([name, [cores, memory, temporary, disks]]) => ({
    name,
    numberOfCores: cores,
    osDiskSizeInMB: 1_047_552,
    resourceDiskSizeInMB: temporary * 1024,
    memoryInMB: memory * 1024,
    maxDataDiskCount: disks,
  }))
}
