/** `West Europe` and `westeurope` are the same region. */
export function normalizeLocation(text: string): string {
  return text.toLowerCase().replaceAll(' ', '')
}
