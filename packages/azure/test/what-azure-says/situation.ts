import type { SimulatorOptions } from '@palisade/arm-simulator'
import type { ErrorCode } from '@palisade/contract'
import type { GatewayResource } from '../../src/index.ts'
import type { Stage } from './stage.ts'

/** What becomes of the step: it begins again by itself, fails its job, leaves a deletion stuck, or is done. */
export type Next = 'tried again' | 'fails' | 'stuck' | 'done'

/** Something that Azure says, how it comes to it, and what the reader of the job is told. */
export interface Situation {
  /** Azure's code, or what happens where there is none. */
  readonly azure: string
  /** Who says it, as the table of errors writes it. */
  readonly provider: string
  /** A part of the text, where one provider says several things with one code. */
  readonly about?: string
  /** When it happens, for the document. */
  readonly when: string
  readonly settings?: SimulatorOptions
  /** Brings Azure there, and answers with the resource that then meets it. */
  readonly set: (stage: Stage) => Promise<GatewayResource>
  readonly doing?: 'remove'
  readonly next: Next
  /** Absent for what is done. */
  readonly code?: ErrorCode
  /** What the sentence has to say, beside who did what. */
  readonly says?: RegExp
  /** It is tried again, but here nobody takes the cause away. */
  readonly stays?: true
}

export const network = 'Microsoft.Network'
export const ml = 'Microsoft.MachineLearningServices'

/** What only happens to Azure now and then is done on demand: the next write of this type is refused. */
export function struck(
  stage: Stage,
  resource: GatewayResource,
  error: { readonly status: number; readonly code: string; readonly message: string },
  match: { readonly method?: string; readonly type?: string } = {},
): Promise<GatewayResource> {
  return stage.fault({ match: { method: 'PUT', type: resource.kind, ...match }, error }).then(() => resource)
}
