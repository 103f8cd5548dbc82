import type { Derived } from '../names/derived.ts'

/** Stands where a workspace's suffix will be. As long as one, so that names are cut at the same place. */
export const unknownSuffix = '······'

/** What is derived from the id of a workspace that does not exist yet. */
export const unknown: Derived = {
  workspaceId: 'known once the workspace is created',
  suffix: unknownSuffix,
  guid: () => '········-····-····-····-············',
}
