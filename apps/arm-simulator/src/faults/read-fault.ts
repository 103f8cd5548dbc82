import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { FaultEffect, FaultMatch } from './fault.ts'

/** Reads a fault that somebody wrote. Throws a RangeError that names what is wrong and where. */
export function readFault(value: Json | undefined): { match: FaultMatch; effect: FaultEffect } {
  const fault = objectAt('the fault', value, ['match', ...effects])
  const named = effects.filter((name) => fault[name] !== undefined)
  const [name] = named
  if (name === undefined || named.length > 1) {
    throw new RangeError(`a fault does exactly one of ${effects.join(', ')}, not ${named.join(' and ') || 'nothing'}`)
  }
  return { match: readMatch(fault.match), effect: readEffect(name, fault[name]) }
}

/** Reads a list of faults. Throws a RangeError that names the first that is wrong. */
export function readFaults(value: Json | undefined): { match: FaultMatch; effect: FaultEffect }[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new RangeError('faults must be a list')
  return value.map((fault, index) => {
    try {
      return readFault(fault)
    } catch (error) {
      throw new RangeError(`fault ${index + 1}: ${error instanceof Error ? error.message : ''}`)
    }
  })
}

const effects = ['error', 'delay', 'drop', 'malformed', 'failOperation', 'loseOperation'] as const

function readMatch(value: Json | undefined): FaultMatch {
  if (value === undefined) return {}
  const match = objectAt('match', value, ['method', 'type', 'idContains', 'nth', 'times', 'probability'])
  return {
    ...optional('method', textAt('match.method', match.method)?.toUpperCase()),
    ...optional('type', textAt('match.type', match.type)),
    ...optional('idContains', textAt('match.idContains', match.idContains)),
    ...optional('nth', numberAt('match.nth', match.nth, { min: 1, whole: true })),
    ...optional('times', numberAt('match.times', match.times, { min: 0, whole: true })),
    ...optional('probability', numberAt('match.probability', match.probability, { min: 0, max: 1 })),
  }
}

function readEffect(name: (typeof effects)[number], value: Json | undefined): FaultEffect {
  switch (name) {
    case 'error': {
      const error = objectAt('error', value, ['status', 'code', 'message', 'details', 'retryAfterSeconds'])
      return {
        error: {
          status: required('error.status', numberAt('error.status', error.status, { min: 400, max: 599, whole: true })),
          code: required('error.code', textAt('error.code', error.code)),
          message: required('error.message', textAt('error.message', error.message)),
          ...optional('retryAfterSeconds', numberAt('error.retryAfterSeconds', error.retryAfterSeconds, { min: 0 })),
          ...(error.details === undefined
            ? {}
            : {
                details: read.list(error.details).map((detail, index) => readDetail(`error.details.${index}`, detail)),
              }),
        },
      }
    }
    case 'delay': {
      const delay = objectAt('delay', value, ['seconds'])
      return { delay: { seconds: required('delay.seconds', numberAt('delay.seconds', delay.seconds, { min: 0 })) } }
    }
    case 'drop':
      if (value !== 'before' && value !== 'after') throw new RangeError('drop must be "before" or "after" the effect')
      return { drop: value }
    case 'failOperation':
      return { failOperation: readDetail('failOperation', value) }
    case 'malformed':
    case 'loseOperation':
      if (value !== true) throw new RangeError(`${name} must be true`)
      return name === 'malformed' ? { malformed: true } : { loseOperation: true }
  }
}

function readDetail(path: string, value: Json | undefined): { code: string; message: string } {
  const detail = objectAt(path, value, ['code', 'message'])
  return {
    code: required(`${path}.code`, textAt(`${path}.code`, detail.code)),
    message: required(`${path}.message`, textAt(`${path}.message`, detail.message)),
  }
}

function objectAt(path: string, value: Json | undefined, known: readonly string[]): JsonObject {
  if (!read.isObject(value)) throw new RangeError(`${path} must be an object`)
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new RangeError(`${path} has no "${unknown}"; it knows ${known.join(', ')}`)
  }
  return value
}

function textAt(path: string, value: Json | undefined): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value
  throw new RangeError(`${path} must be a text`)
}

function numberAt(
  path: string,
  value: Json | undefined,
  { min, max = Number.POSITIVE_INFINITY, whole = false }: { min: number; max?: number; whole?: boolean },
): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'number' || value < min || value > max || (whole && !Number.isInteger(value))) {
    const upTo = max === Number.POSITIVE_INFINITY ? '' : ` and at most ${max}`
    throw new RangeError(`${path} must be a ${whole ? 'whole ' : ''}number of at least ${min}${upTo}`)
  }
  return value
}

function required<T>(path: string, value: T | undefined): T {
  if (value === undefined) throw new RangeError(`${path} is missing`)
  return value
}

function optional<Name extends string, T>(name: Name, value: T | undefined): { [key in Name]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]?: T })
}
