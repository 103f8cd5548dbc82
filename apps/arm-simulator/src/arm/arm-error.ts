import type { JsonObject } from '../json/json.ts'

interface More {
  target?: string
  additionalInfo?: { type: string; info: JsonObject }[]
  details?: { code: string; message: string; target?: string }[]
  /** Wall-clock time after which another try makes sense. */
  retryAt?: number
}

/** A refusal in the words of Azure Resource Manager. */
export class ArmError extends Error {
  readonly status: number
  readonly code: string
  readonly more: More

  constructor(status: number, code: string, message: string, more: More = {}) {
    super(message)
    this.status = status
    this.code = code
    this.more = more
  }

  body(): JsonObject {
    const { target, details, additionalInfo } = this.more
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(target === undefined ? {} : { target }),
        ...(details === undefined ? {} : { details: details.map((detail) => ({ ...detail })) }),
        ...(additionalInfo === undefined ? {} : { additionalInfo: additionalInfo.map((info) => ({ ...info })) }),
      },
    }
  }
}
