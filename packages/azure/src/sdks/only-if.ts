/** Has Azure refuse a write when the resource has changed since it was read. */
export function onlyIf(etag: string | undefined) {
  return etag === undefined ? {} : { requestOptions: { headers: { 'if-match': etag } } }
}
