import { PreviewView } from '@palisade/contract'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { example } from '../../test/example.ts'
import { preview } from './preview.ts'

const shown = preview(example)
const resources = shown.phases.flatMap((phase) => phase.resources)

test('it has the form that the API promises', () => {
  expect([...Value.Errors(PreviewView, shown)]).toEqual([])
})

test('what is known only later says so in words, and ids are shown as they will be', () => {
  const route = JSON.stringify(resources.find(({ key }) => key === 'network/egress-routes')?.body)
  expect(route).toContain('known after firewall/azure-firewall exists (privateIp)')
  const endpoint = JSON.stringify(resources.find(({ key }) => key === 'endpoints/blob')?.body)
  expect(endpoint).toContain('/subnets/snet-endpoints')
})

test('names that depend on the workspace show where they do, and a warning says so', () => {
  expect(resources.find(({ key }) => key === 'resources/storage')?.name).toBe('stfrauddetection······')
  expect(shown.warnings.join(' ')).toContain('······')
})

test('it takes about twelve minutes', () => {
  expect(shown.expectedMinutes).toBe(12)
})

test('the subnets of the example', () => {
  expect(shown.subnets.map(({ name, addressPrefix, usable }) => `${name} ${addressPrefix} ${usable}`)).toEqual([
    'AzureFirewallSubnet 10.40.0.0/26 59',
    'snet-endpoints 10.40.0.64/26 59',
    'snet-training 10.40.8.0/21 2043',
  ])
})

test('a public range, a missing image builder and a large cluster are warned of', () => {
  const clusters = [{ name: 'gpu', vmSize: 'Standard_NC6s_v3', maxNodes: 200 }]
  const { warnings } = preview({ ...example, network: { addressSpace: '8.8.0.0/16' }, compute: { clusters } })
  expect(warnings.filter((line) => /not a private range|build images|quota/.test(line))).toHaveLength(3)
  expect(shown.warnings.filter((line) => /not a private range|build images|quota/.test(line))).toEqual([])
})
