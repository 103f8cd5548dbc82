import { StepFailed } from '@palisade/contract'
import { describe, expect, test } from 'vitest'
import { parseResourceId } from './resource-id.ts'
import { requireSafePath } from './safe-path.ts'

const subscription = '/subscriptions/11111111-1111-4111-8111-111111111111'
const networks = `${subscription}/resourceGroups/rg-a/providers/Microsoft.Network/virtualNetworks`

const reserved = ['<', '>', '%', '&', '?', '#', '\\', ':', '"', "'", '`', '|', '{', '}', '[', ']', '^']
const unseen = ['\r', '\n', '\t', '\0', '\u007f', '\u0085', '\u200b', '\u2028', '\ufeff', '\ud800']

describe('an id that would lead elsewhere is refused', () => {
  test.each([
    `${networks}/.`,
    `${networks}/..`,
    `${networks}/../../../rg-b`,
    `${subscription}/resourceGroups/../providers/Microsoft.Network/virtualNetworks/vnet-a`,
    `${subscription}/resourceGroups//providers/Microsoft.Network/virtualNetworks/vnet-a`,
    `${networks}/vnet-a/`,
    `${networks}/vnet-a/subnets/`,
    `${networks}/%2e%2e`,
    `${networks}/<b>vnet</b>`,
    `${networks}/vnet-a\r\nx-header: 1`,
    `${networks}/vnet-a?api-version=1`,
    `${networks}/vnet-a#x`,
    `${networks}/ vnet-a`,
    `${networks}/vnet-a `,
    '/subscriptions/s/resourceGroups/rg-a',
    '/subscriptions/..',
    '/subscriptions/11111111-1111-4111-8111-11111111111g',
    '/subscriptions/11111111-1111-4111-8111-1111111111111',
    ...[...reserved, ...unseen].map((character) => `${networks}/vnet${character}a`),
  ])('%j', (id) => {
    for (const parse of [parseResourceId, requireSafePath]) {
      expect(() => parse(id)).toThrow(StepFailed)
      expect(() => parse(id)).toThrow(expect.objectContaining({ code: 'fault' }))
    }
  })
})

test.each(['subscriptions/x', '', 'https://example.org', '/providers/Microsoft.Network'])(
  '%j does not lie in a subscription',
  (id) => {
    expect(() => requireSafePath(id)).toThrow(StepFailed)
  },
)

test('what is refused is not repeated', () => {
  expect(() => requireSafePath(`${networks}/<script>`)).toThrow(/^(?!.*script)/)
})

test.each([
  `${networks}/vnet-a_1.b(c)`,
  `${subscription}/resourceGroups/Ressourcen für München (1)/providers/Microsoft.Network/virtualNetworks/v`,
  `${subscription}/resourceGroups/資源`,
  `${networks}/vnet-a/...`,
  `${subscription}/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/a.b/A/@`,
  `${subscription}/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/a.b/A/*`,
])('%s is an id', (id) => {
  expect(() => requireSafePath(id)).not.toThrow()
})
