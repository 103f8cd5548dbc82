import type { CheckName, CheckSubject } from '@palisade/contract'

/** The subject of one check. */
export type SubjectOf<Name extends CheckName> = Extract<CheckSubject, { check: Name }>
