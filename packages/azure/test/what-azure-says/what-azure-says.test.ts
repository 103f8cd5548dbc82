import { readFileSync } from 'node:fs'
import { type Simulator, startSimulator } from '@palisade/arm-simulator'
import { errorCatalogue, RemovalFailed, Retryable, type StepError, StepFailed } from '@palisade/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Gateway, GatewayResource } from '../../src/index.ts'
import { bringAbout, removal, takeAway } from '../support/drive.ts'
import { azureErrorsMarkdown } from './azure-errors-markdown.ts'
import { noneOfOurs } from './none-of-ours.ts'
import { ofData } from './of-data.ts'
import { ofFaults } from './of-faults.ts'
import { ofMachineLearning } from './of-machine-learning.ts'
import { ofNetworks } from './of-networks.ts'
import { ofTheManager } from './of-the-manager.ts'
import type { Next, Situation } from './situation.ts'
import { openStage } from './stage.ts'

const situations = [...ofNetworks, ...ofData, ...ofMachineLearning, ...ofTheManager, ...ofFaults]
const timeScale = 1200
/** What each situation came to, for the document. */
const told = new Map<Situation, StepError | undefined>()

interface Outcome {
  readonly next: Next
  readonly error?: StepError
}

/** Begins or removes, and asks until it ends; unlike the engine, it does not try again. */
async function once(gateway: Gateway, resource: GatewayResource, doing?: 'remove'): Promise<Outcome> {
  try {
    let progress = await (doing === 'remove'
      ? gateway.begin(removal(resource), { resuming: false })
      : gateway.begin(resource, { resuming: false }))
    while (!progress.done) {
      const { handle } = progress
      await new Promise((resolve) => setTimeout(resolve, 5))
      progress = await (doing === 'remove' ? gateway.poll(removal(resource), handle) : gateway.poll(resource, handle))
    }
    return { next: 'done' }
  } catch (error) {
    if (error instanceof Retryable) return { next: 'tried again', error: error.toStepError() }
    if (error instanceof RemovalFailed) return { next: 'stuck', error: error.toStepError() }
    if (error instanceof StepFailed) return { next: 'fails', error: error.toStepError() }
    throw error
  }
}

describe('what Azure says', () => {
  let usual: Simulator
  beforeAll(async () => {
    usual = await startSimulator({ timeScale })
  })
  afterAll(() => usual.close())
  beforeEach(async () => {
    const { other } = await openStage(usual)
    await other('POST', '/_simulator/reset')
    await other('DELETE', '/_simulator/faults')
  })

  it.each(situations.map((situation) => [`${situation.azure}: ${situation.when}`, situation] as const))(
    '%s',
    async (_, situation) => {
      const { settings, set, doing, next, code, says, stays } = situation
      const simulator = settings === undefined ? usual : await startSimulator({ timeScale, ...settings })
      try {
        const stage = await openStage(simulator)
        const resource = await set(stage)
        const outcome = await once(stage.gateway, resource, doing)
        expect({ next: outcome.next, code: outcome.error?.code, said: outcome.error?.message }).toMatchObject({
          next,
          code,
        })
        told.set(situation, outcome.error)
        if (code === undefined) return
        expect(outcome.error?.remedy).toBe(errorCatalogue[code].remedy)
        // The sentence says what was done to what, and after it what Azure said.
        expect(outcome.error?.message).toMatch(/^(creating|changing|reading|removing) \S.*: \S/)
        if (says !== undefined) expect(outcome.error?.message).toMatch(says)
        if (next !== 'tried again') return
        expect('waitingCures' in errorCatalogue[code]).toBe(true)
        if (stays !== true) await (doing === 'remove' ? takeAway : bringAbout)(stage.gateway, resource)
      } finally {
        if (simulator !== usual) await simulator.close()
      }
    },
  )

  it('is written down in docs/azure-errors.md', async () => {
    // Only when all of them ran: a part of the tests knows only a part of the document.
    if (told.size < situations.length) return
    await expect(azureErrorsMarkdown(told, noneOfOurs)).toMatchFileSnapshot('../../../../docs/azure-errors.md')
  })
})

const table = new URL('../../../../../shared/azure/arm-errors.json', import.meta.url)

describe.skipIf(!process.env.CI && !isThere())('all errors of Azure that are known', () => {
  it('are said here, or are none of ours', () => {
    const { errors }: { errors: { code: string; provider: string; messageTemplate: string }[] } = JSON.parse(
      readFileSync(table, 'utf8'),
    )
    const missing = errors.filter(
      ({ code, provider, messageTemplate }) =>
        !situations.some(
          (each) => each.azure === code && each.provider === provider && messageTemplate.includes(each.about ?? ''),
        ) && !noneOfOurs.some((each) => each.azure === code && each.provider === provider),
    )
    expect(missing.map(({ code, provider }) => `${code} of ${provider}`)).toEqual([])
  })
})

function isThere(): boolean {
  try {
    readFileSync(table)
    return true
  } catch {
    return false
  }
}
