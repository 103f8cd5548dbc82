/** How long Azure asked to be left alone, in milliseconds; undefined where it did not say, or not sensibly. */
export function retryAfterMs(
  headers: { get(name: string): string | undefined } | undefined,
  now = Date.now(),
): number | undefined {
  if (headers === undefined) return undefined
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const text = headers.get(name)
    if (text !== undefined && /^\d+$/.test(text)) return Number(text)
  }
  const text = headers.get('retry-after')
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const delayMs = Date.parse(text) - now
  return Number.isNaN(delayMs) ? undefined : Math.max(0, delayMs)
}
