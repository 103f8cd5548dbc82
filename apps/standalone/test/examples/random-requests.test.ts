import { describeAgainstDocuments } from '@palisade/arm-simulator/openapi'
import type { WorkspaceRequest } from '@palisade/contract'
import { sampleRequests } from '@palisade/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { againstDocuments } from './against-documents.ts'
import { distinct } from './distinct.ts'
import { givenFor } from './given/given-for.ts'
import { liveAndGo } from './live-and-go.ts'
import { Stack } from './stack.ts'

const count = Number(process.env.PALISADE_RANDOM_REQUESTS ?? 50)
const seed = Number(process.env.PALISADE_SEED ?? Math.floor(Math.random() * 2 ** 31))

const requests = sampleRequests(seed, count).map((request, index) => {
  const own = distinct(request, index)
  return { index, words: inWords(own), request: own }
})

/** What a failure is looked for by. */
function inWords({
  scenario = 'private',
  region,
  name,
  project: _project,
  subscriptionId: _id,
  ...rest
}: WorkspaceRequest) {
  const options = Object.keys(rest).filter((key) => key !== 'resourceGroup')
  return `${scenario} ${name} in ${region} with ${options.join(', ') || 'nothing'}`
}

describe(`random requests: PALISADE_SEED=${seed} PALISADE_RANDOM_REQUESTS=${count}`, () => {
  const stack = new Stack()

  beforeAll(async () => {
    await stack.start()
    await stack.given(requests.map(({ request }) => givenFor(request)))
  }, 120_000)
  afterAll(() => stack.stop())

  it.concurrent.each(requests)(
    '$index: $words',
    async ({ request }) => {
      try {
        await liveAndGo(stack.place, request)
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error)
        throw new Error(`${said}\nThe request:\n${JSON.stringify(request, undefined, 2)}`, { cause: error })
      }
    },
    180_000,
  )

  it('leave what others have as it was, but what they were allowed to adjust', () => stack.expectAsItWas())

  describeAgainstDocuments('what was sent and answered meanwhile', () => {
    it('keeps to the documents of Azure, but for the known deviations', async () => {
      expect((await againstDocuments(stack.exchanges)).unknown).toEqual([])
    }, 240_000)
  })
})
