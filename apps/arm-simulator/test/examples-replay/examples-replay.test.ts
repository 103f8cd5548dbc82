import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../src/index.ts'
import { type Azure, azureOf } from './azure.ts'
import { describeAgainstDocuments } from './describe-against-documents.ts'
import { bodiesShown, type Example, readExamples, replay } from './replay.ts'
import { scoreOf } from './score-of.ts'
import { unmet } from './unmet.ts'

/** As the whole is worth only so much: of all official examples. */
const demanded = 0.95

describeAgainstDocuments('the official examples, replayed', () => {
  let simulator: Simulator
  let azure: Azure
  const differences = new Map<string, string | undefined>()
  let examples: Example[] = []

  beforeAll(async () => {
    // So fast that whatever is begun is done at the next question.
    simulator = await startSimulator({ timeScale: 1e7 })
    azure = azureOf(simulator)
    examples = readExamples()
    const shown = bodiesShown(examples)
    for (const example of examples) differences.set(example.name, await replay(azure, example, shown))
    console.info(scoreOf(examples, differences))
  }, 120_000)

  afterAll(async () => {
    azure?.close()
    await simulator?.close()
  })

  it('each has a name of its own', () => {
    expect(differences.size).toBe(examples.length)
  })

  it('95 of 100 are answered as documented, with the headers of their long-running operations', () => {
    const agreeing = examples.filter(({ name }) => differences.get(name) === undefined)
    expect(agreeing.length / examples.length).toBeGreaterThanOrEqual(demanded)
  })

  it('those that are not are listed with the reason, and nothing else is', () => {
    const differing = examples.filter(({ name }) => differences.get(name) !== undefined).map(({ name }) => name)
    const surprises = differing
      .filter((name) => !unmet.some((entry) => entry.example === name))
      .map((name) => `${name}: ${differences.get(name) ?? ''}`)
    expect(surprises).toEqual([])
    expect(unmet.map((entry) => entry.example).filter((name) => !differing.includes(name))).toEqual([])
  })
})
