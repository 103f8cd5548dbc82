import { readdirSync, readFileSync } from 'node:fs'
import { describeAgainstDocuments } from '@palisade/arm-simulator/openapi'
import type { WorkspaceRequest } from '@palisade/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { againstDocuments } from './against-documents.ts'
import { givenFor } from './given/given-for.ts'
import { liveAndGo, type Place } from './live-and-go.ts'
import { Stack } from './stack.ts'

const folder = new URL('../../../../examples/', import.meta.url)

const examples = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const request: WorkspaceRequest = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    return { file, request }
  })

/** Regions of the cloud for the government have this in their names, and only an API of that cloud takes them. */
const isForGovernment = ({ region }: WorkspaceRequest): boolean => region.startsWith('usgov')

/** What no example comes to. */
const neededElsewhere = [
  // A worker died, and another looks what is there.
  'Microsoft.Authorization/roleAssignments/read',
  'Microsoft.Insights/diagnosticSettings/read',
  'Microsoft.MachineLearningServices/workspaces/outboundRules/read',
  'Microsoft.SecurityInsights/onboardingStates/read',
  'Microsoft.Storage/storageAccounts/blobServices/containers/read',
  // A policy is assigned, and is asked before anything is made.
  'Microsoft.PolicyInsights/checkPolicyRestrictions/read',
  // A name is held by something deleted, and the request says what to do about it.
  'Microsoft.KeyVault/locations/deletedVaults/purge/action',
  'Microsoft.OperationalInsights/deletedWorkspaces/read',
]

describe('each example', () => {
  const stack = new Stack()
  let government: Place

  beforeAll(async () => {
    await stack.start()
    government = await stack.governmentPlace()
    await stack.given(examples.map(({ request }) => givenFor(request)))
  })
  afterAll(() => stack.stop())

  it.concurrent.each(examples)(
    '$file becomes a workspace, and goes without a trace',
    async ({ request }) => {
      const place = isForGovernment(request) ? government : stack.place
      await liveAndGo(place, request)
    },
    120_000,
  )

  it('leaves what others have as it was, but what it was allowed to adjust', () => stack.expectAsItWas())

  it('leaves nothing deleted behind but what Azure keeps for a while', async () => {
    const kept = new Set((await stack.azure.deleted()).map(({ type }) => type))
    expect([...kept].toSorted()).toEqual([
      'Microsoft.KeyVault/vaults',
      'Microsoft.MachineLearningServices/workspaces',
      'Microsoft.OperationalInsights/workspaces',
    ])
  })

  // It all went well with the role in deploy/, so nothing is missing in it. And nothing is in it that nobody needs: without
  // its action, each of these calls would have been refused.
  it('needs each action of the role that people are told to give to Palisade, and no other', async () => {
    const role: { Actions: string[] } = JSON.parse(
      readFileSync(new URL('../../../../deploy/custom-role.json', import.meta.url), 'utf8'),
    )
    const needed = new Set([...(await stack.azure.actionsOfProduct()), ...neededElsewhere])
    expect(role.Actions).toEqual([...needed].sort())
  })

  describeAgainstDocuments('what was sent and answered meanwhile', () => {
    it('keeps to the documents of Azure, but for the known deviations, and those still occur', async () => {
      expect(await againstDocuments(stack.exchanges)).toEqual({ unknown: [], stale: [] })
    }, 120_000)
  })
})
