import { mlWorkspace } from '@palisade/facts'
import { amend, type Declaration } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * Opens the workspace to the addresses that the request names, and to no others. Azure takes the list only once the
 * workspace exists, so it was closed until now.
 */
export function clientAddresses(site: Site, workspace: Declaration<typeof mlWorkspace>) {
  return amend(mlWorkspace, {
    key: 'access/client-addresses',
    phase: 'access',
    target: workspace,
    exclusive: [workspace.id],
    body: { properties: { publicNetworkAccess: 'Enabled', ipAllowlist: [...site.choices.clientIps] } },
  })
}
