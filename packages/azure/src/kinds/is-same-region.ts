/** Whether two names mean one region: Azure writes "West Europe" and "westeurope". */
export function isSameRegion(one: string | undefined, other: string): boolean {
  return bare(one ?? '') === bare(other)
}

function bare(name: string): string {
  return name.replaceAll(' ', '').toLowerCase()
}
