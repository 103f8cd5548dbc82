/** Half characters and NUL, which a message of Azure's may hold once it is cut, cannot be stored as JSON. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}
