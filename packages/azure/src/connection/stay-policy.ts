import type { PipelinePolicy } from '@azure/core-rest-pipeline'

/**
 * Refuses to send to any other host than the endpoint and its subdomains.
 *
 * Handles hold the URLs that Azure gave for its operations, and every request carries our token. Should a stored
 * handle ever be tampered with, the token still goes nowhere else.
 */
export function stayPolicy(endpoint: string): PipelinePolicy {
  const home = new URL(endpoint)
  return {
    name: 'palisadeStayPolicy',
    sendRequest(request, next) {
      const target = new URL(request.url)
      const isHome = target.host === home.host || target.host.endsWith(`.${home.host}`)
      if (!isHome || target.protocol !== home.protocol)
        throw new Error(`Azure pointed to a foreign host: ${target.host}`)
      return next(request)
    },
  }
}
