/** An id or a scope for those methods that put the slash before it themselves. */
export function relative(id: string): string {
  return id.replace(/^\//, '')
}
