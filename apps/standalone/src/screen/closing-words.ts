import { join } from 'node:path'
import type { DataFolder } from '../data-folder/data-folder.ts'

/** What people can do next, once everything runs. */
export function closingWords(
  urls: { api: string; simulator: string },
  controlToken: string,
  folder: DataFolder,
  workspaceId: string | undefined,
): string[] {
  const path = workspaceId === undefined ? '/v1/workspaces' : `/v1/workspaces/${workspaceId}`
  return [
    '',
    `  API        ${urls.api}/v1/workspaces`,
    `  Docs       ${urls.api}/docs`,
    `  Simulator  ${urls.simulator}/_simulator/ledger`,
    `  Control    Authorization: Bearer ${controlToken}  (for ${urls.simulator}/_simulator/…)`,
    `  Logs       ${folder.logs}`,
    '',
    '  There is no sign-in yet, so everything listens on the loopback of this machine only.',
    '',
    '  Look at the workspace, and at every call that Azure got:',
    `    curl -s ${urls.api}${path}`,
    `    curl -s --cacert ${quoted(join(folder.simulator, 'ca.pem'))} -H 'Authorization: Bearer ${controlToken}' ${urls.simulator}/_simulator/ledger`,
    '',
    '  Ctrl-C stops everything. The data stays: the next "npm start" goes on with it.',
  ]
}

/** Quoted for a shell where it needs to be. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}
