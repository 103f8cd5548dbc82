import { expect, test } from 'vitest'
import type { SubjectOf } from '../../src/checks/subject.ts'
import { checkOver, noAccess, type Script } from '../support/check-over.ts'

type Quota = SubjectOf<'quota'>
type Machines = Quota['clusters'][number]

const locations = '/subscriptions/11111111-1111-4111-8111-111111111111/providers'
const sizes: Script = {
  [`GET ${locations}/Microsoft.MachineLearningServices/locations/westeurope/vmSizes`]: {
    value: [
      { name: 'Standard_DS3_v2', family: 'standardDSv2Family', vCPUs: 4 },
      { name: 'Standard_NC6s_v3', family: 'standardNCSv3Family', vCPUs: 6 },
    ],
  },
}
const usage = (type: string, name: string, limit: number, currentValue = 0) => ({
  id: `/subscriptions/11111111-1111-4111-8111-111111111111/usages/${name}`,
  type: `Microsoft.MachineLearningServices/${type}/usages`,
  name: { value: name, localizedValue: name },
  limit,
  currentValue,
  unit: 'Count',
})
const dsv2 = 'Standard DSv2 Family Cluster Dedicated vCPUs'
const usages = (...value: ReturnType<typeof usage>[]): Script => ({
  ...sizes,
  [`GET ${locations}/Microsoft.MachineLearningServices/locations/westeurope/usages`]: { value },
})
const machines = (name: string, nodes: number, minNodes: number, more: Partial<Machines> = {}): Machines => ({
  name,
  vmSize: 'STANDARD_DS3_v2',
  nodes,
  minNodes,
  priority: 'dedicated',
  ...more,
})

function run(subject: Partial<Quota>, script: Script) {
  return checkOver(
    {
      check: 'quota',
      subscription: '11111111-1111-4111-8111-111111111111',
      region: 'westeurope',
      clusters: [],
      instances: [],
      deployments: [],
      virtualMachines: [],
      networkResources: [],
      ...subject,
    },
    script,
  )
}

test('enough of the quota of Azure ML passes, whatever that of virtual machines is', async () => {
  const { verdict, sent } = await run({ clusters: [machines('c', 5, 1)] }, usages(usage('vmFamily', dsv2, 24, 4)))
  expect(verdict).toBe('pass')
  expect(sent.some(({ path }) => path.includes('Microsoft.Compute'))).toBe(false)
})

test('less than the maximum of a cluster warns, with how much is missing', async () => {
  const { findings } = await run({ clusters: [machines('c', 6, 1)] }, usages(usage('vmFamily', dsv2, 24, 4)))
  expect(findings).toMatchObject([{ verdict: 'warn', code: 'azure-quota', subject: dsv2 }])
  expect(findings[0]?.message).toContain('may grow to 24: 4 are missing')
})

test('less than what is there from the beginning fails: all machines of a family count together', async () => {
  const { verdict, findings } = await run(
    { clusters: [machines('c', 4, 1)], instances: [machines('i', 1, 1)], deployments: [machines('d', 5, 5)] },
    usages(usage('vmFamily', dsv2, 40, 10)),
  )
  expect(verdict).toBe('fail')
  // One node, one instance, and five of a deployment with the sixth that Azure keeps in reserve: 8 times 4 cores.
  expect(findings[0]?.message).toContain(
    '30 of 40 cores are free, and c, i, d need 32 from the beginning: 2 are missing',
  )
})

test('a quota that has no room for a single node fails, also for a cluster that begins empty', async () => {
  const { findings } = await run({ clusters: [machines('c', 4, 0)] }, usages(usage('vmFamily', dsv2, 0)))
  expect(findings).toMatchObject([
    { verdict: 'fail', message: expect.stringContaining('a single machine of c needs 4') },
  ])
})

test('low-priority nodes have a quota of their own, over all families', async () => {
  const { findings } = await run(
    { clusters: [machines('c', 4, 2, { priority: 'lowPriority' })] },
    usages(usage('vmFamily', dsv2, 0), usage('lowPriorityCores', 'Total Cluster LowPriority Regional vCPUs', 4)),
  )
  expect(findings).toMatchObject([{ verdict: 'fail', subject: 'Total Cluster LowPriority Regional vCPUs' }])
})

test('the quota over all families counts too, and one without a limit holds nothing', async () => {
  const { findings } = await run(
    { clusters: [machines('c', 2, 2), machines('g', 2, 2, { vmSize: 'Standard_NC6s_v3' })] },
    usages(usage('vmFamily', dsv2, -1), usage('dedicatedCores', 'Total Cluster Dedicated Regional vCPUs', 16)),
  )
  expect(findings).toMatchObject([{ verdict: 'fail', subject: 'Total Cluster Dedicated Regional vCPUs' }])
  expect(findings[0]?.message).toContain('c, g need 20')
})

test("a workspace's own part of the quota is not the quota", async () => {
  const part = usage('workspaces', dsv2, 1)
  const { verdict } = await run(
    { clusters: [machines('c', 1, 1)] },
    usages(
      {
        ...part,
        id: '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/usages/x',
      },
      usage('vmFamily', dsv2, 8),
    ),
  )
  expect(verdict).toBe('pass')
})

test('a size that Azure ML does not list is told', async () => {
  const { findings } = await run({ instances: [machines('i', 1, 1, { vmSize: 'Standard_X1' })] }, usages())
  expect(findings).toMatchObject([{ verdict: 'warn', subject: 'i', message: expect.stringContaining('Standard_X1') }])
})

test('virtual machines count against the quota of the subscription', async () => {
  const cores = (value: string, limit: number) => ({ name: { value, localizedValue: value }, limit, currentValue: 0 })
  const { findings } = await run(
    { virtualMachines: [machines('jump-box', 1, 1)] },
    {
      ...sizes,
      [`GET ${locations}/Microsoft.Compute/locations/westeurope/usages`]: {
        value: [cores('cores', 100), cores('standardDSv2Family', 2)],
      },
    },
  )
  expect(findings).toMatchObject([{ verdict: 'fail', subject: 'standardDSv2Family' }])
})

test('too few public addresses are a warning, and what is not counted is left out', async () => {
  const script = {
    [`GET ${locations}/Microsoft.Network/locations/westeurope/usages`]: {
      value: [
        {
          name: { value: 'PublicIPAddresses', localizedValue: 'Public IP Addresses' },
          limit: 10,
          currentValue: 9,
          unit: 'Count',
        },
        {
          name: { value: 'VirtualNetworks', localizedValue: 'Virtual Networks' },
          limit: 50,
          currentValue: 9,
          unit: 'Count',
        },
      ],
    },
  }
  const { verdict, findings } = await run(
    {
      networkResources: [
        { type: 'Microsoft.Network/publicIPAddresses', count: 2 },
        { type: 'Microsoft.Network/virtualNetworks', count: 1 },
        { type: 'Microsoft.Network/privateEndpoints', count: 9 },
      ],
    },
    script,
  )
  expect(verdict).toBe('warn')
  expect(findings).toMatchObject([
    { subject: 'PublicIPAddresses', message: expect.stringContaining('1 of 10 are free, and 2 are needed') },
  ])
})

test('a quota that may not be read is a warning', async () => {
  const { findings } = await run({ clusters: [machines('c', 1, 1)] }, { ...sizes, 'GET /usages': noAccess })
  expect(findings).toMatchObject([{ verdict: 'warn', code: 'azure-forbidden' }])
})

test('nothing is asked for what is not there', async () => {
  expect((await run({}, {})).sent).toEqual([])
})
