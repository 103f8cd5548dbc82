import { Check } from 'typebox/value'
import type { Json } from '../json.ts'
import { CheckSubject } from './check-subject.ts'

/** What a stored check looks at. A body of another form is a fault of ours, or of a newer program. */
export function readCheckSubject(body: Json): CheckSubject {
  if (!Check(CheckSubject, body)) throw new Error('This program does not know what the check looks at.')
  return body
}
