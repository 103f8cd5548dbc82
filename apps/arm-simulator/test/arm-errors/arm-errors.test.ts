import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/index.ts'
import type { Json } from '../../src/json/json.ts'
import { read } from '../../src/json/read.ts'
import { type Arm, armOf, group, location } from '../arm.ts'
import { subscription } from '../clients.ts'
import { Clock } from '../clock.ts'
import { describeAgainstDocuments } from '../examples-replay/describe-against-documents.ts'
import { folder } from '../examples-replay/official-folder.ts'
import { type Provocation, provocations } from './provoke.ts'
import { unprovoked } from './unprovoked.ts'

interface Row {
  readonly code: string
  readonly httpStatus: number
  readonly provider: string
  readonly messageTemplate: string
  readonly verified: boolean
}

/** The errors of Azure that people and documents report, each as one row. */
const rows = (): Row[] => {
  const { errors }: { errors: Row[] } = JSON.parse(readFileSync(new URL('arm-errors.json', folder), 'utf8'))
  return errors
}
const isOf =
  (row: Row) =>
  ({ code, provider, about = '' }: Pick<Provocation, 'code' | 'provider' | 'about'>): boolean =>
    code === row.code && provider === row.provider && row.messageTemplate.includes(about)
const nameOf = ({ code, provider, messageTemplate }: Row): string =>
  `${code} of ${provider}${code === 'BadRequest' ? `: ${messageTemplate.slice(0, 60)}` : ''}`

/** Roles of whoever sends a token that says nothing of itself. */
function onlyFor(actions: string[], notActions: string[] = []): Json {
  return { '00000000-0000-0000-0000-00000000a0a0': [{ scope: `/subscriptions/${subscription}`, actions, notActions }] }
}

/** Codes that need another Azure than the usual one. */
const settings: Readonly<Record<string, SimulatorOptions>> = {
  MissingSubscriptionRegistration: { unregistered: ['Microsoft.Network'] },
  AuthorizationFailed: { roles: onlyFor(['Microsoft.Resources/*']) },
  LinkedAuthorizationFailed: {
    roles: onlyFor(
      ['Microsoft.Resources/*', 'Microsoft.Network/*'],
      ['Microsoft.Network/virtualNetworks/subnets/join/action'],
    ),
  },
  FirewallPolicyUpdateFailed: { lateConflicts: 1 },
  'TooManyRequests / SubscriptionRequestsThrottled': { throttling: 'documented', timeScale: 1 },
}

describeAgainstDocuments('each error of Azure that is known', () => {
  const clock = new Clock()
  let usual: Simulator
  beforeAll(async () => {
    usual = await startSimulator({ timeScale: 1000, now: clock.now })
  })
  afterAll(() => usual.close())
  beforeEach(() => armOf(usual).send('POST', '/_simulator/reset'))

  it('is provoked here, or listed with the reason why not, and not both', () => {
    const known = rows()
    const named = [...provocations, ...unprovoked]
    expect(known.filter((row) => named.filter(isOf(row)).length !== 1).map(nameOf)).toEqual([])
    expect(named.filter((entry) => !known.some((row) => isOf(row)(entry)))).toEqual([])
  })

  it.each(provocations)('$code of $provider $about', async ({ code, provider, about, provoke }) => {
    const row = rows().find((candidate) =>
      isOf(candidate)({ code, provider, ...(about === undefined ? {} : { about }) }),
    )
    if (row === undefined) throw new Error(`No row says ${code} of ${provider}`)
    const own = settings[code]
    const simulator = own === undefined ? usual : await startSimulator({ timeScale: 1000, now: clock.now, ...own })
    try {
      const arm: Arm = armOf(simulator, undefined, clock)
      await arm.put(group, { location })
      const { status, body } = await provoke(arm)
      expect(`${status} ${read.text(body, 'error', 'code')}`).toBe(`${row.httpStatus} ${row.code.split(' / ').at(-1)}`)
      if (row.verified) expect(read.text(body, 'error', 'message')).toMatch(patternOf(row.messageTemplate))
    } finally {
      if (own !== undefined) await simulator.close()
    }
  })
})

/** A text in which the words in braces stand for anything. The address of the manager is each cloud's own. */
function patternOf(template: string): RegExp {
  const literal = template
    .replace('https://management.azure.com', '{manager}')
    .split(/\{[^}]*\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${literal.join('.+')}`)
}
