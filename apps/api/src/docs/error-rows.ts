import { type Actor, errorCatalogue } from '@palisade/contract'

/** One code of the catalogue, in words. */
export interface ErrorRow {
  readonly code: string
  /** Of an answer with this code; "in jobs" for the codes that only steps and jobs have. */
  readonly status: string
  readonly title: string
  readonly remedy: string
  /** Whether the same again works after a while. */
  readonly waiting: string
  readonly actor: string
}

const actors: Record<Actor, string> = {
  client: 'whoever sends the request',
  platform: 'whoever runs Palisade or the subscription',
  azure: 'nobody: it passes',
}

/** The catalogue as a table: what `docs/errors.md` and the page at /docs/errors both show. */
export const errorRows: readonly ErrorRow[] = Object.entries(errorCatalogue).map(([code, entry]) => ({
  code,
  status: entry.status === undefined ? 'in jobs' : String(entry.status),
  title: entry.title,
  remedy: entry.remedy,
  actor: actors[entry.actor],
  waiting: 'waitingCures' in entry ? entry.waitingCures : 'no',
}))
