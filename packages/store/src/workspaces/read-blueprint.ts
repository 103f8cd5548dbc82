import type { Blueprint } from '@palisade/contract'

/**
 * A stored blueprint, read back. Only this package writes them, so the form is ours; the version says whose.
 * @throws Error when a newer program wrote it, rather than to misread it.
 */
export function readBlueprint(stored: unknown): Blueprint {
  const blueprint = stored as Blueprint
  if (blueprint.version !== 1) throw new Error(`This program reads blueprints of version 1, not ${blueprint.version}.`)
  return blueprint
}
