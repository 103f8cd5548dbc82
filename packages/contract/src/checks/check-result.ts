import { type Static, Type } from 'typebox'
import { type CheckName, checkNames } from './check-name.ts'
import { Finding } from './finding.ts'
import { type Verdict, verdicts } from './verdict.ts'

/** What a check answers: everything that it saw, and the worst of it. */
export const CheckResult = Type.Object(
  {
    check: Type.Unsafe<CheckName>({ type: 'string', enum: [...checkNames] }),
    verdict: Type.Unsafe<Verdict>({
      type: 'string',
      enum: [...verdicts],
      description: 'The worst of its findings; pass where there is none.',
    }),
    findings: Type.Array(Finding),
  },
  { additionalProperties: false, title: 'CheckResult' },
)
export type CheckResult = Static<typeof CheckResult>
