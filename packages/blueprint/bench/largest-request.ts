/**
 * `npm run bench -- blueprint [--runs N]`: how long the blueprint of the largest request takes. More than 20 ms would be
 * felt in every preview, and the exit code says so.
 */
import { parseArgs } from 'node:util'
import type { WorkspaceRequest } from '@palisade/contract'
import { blueprintOf, preview, validateRequest } from '../src/index.ts'

const mostMs = 20

const { values } = parseArgs({ options: { runs: { type: 'string', default: '300' } } })
const runs = Number(values.runs)

const subscriptionId = '11111111-2222-3333-4444-555555555555'
const providers = `/subscriptions/${subscriptionId}/resourceGroups/rg-hub/providers`
const numbered = <One>(count: number, make: (number: number) => One) =>
  Array.from({ length: count }, (_, index) => make(index + 1))
const guid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const identityId = (number: number) => `${providers}/Microsoft.ManagedIdentity/userAssignedIdentities/id-${number}`

/**
 * Everything that can be asked for at once, as often as the schema lets it. A customer's key cannot stand beside
 * Kubernetes, which brings more resources.
 */
const largest: WorkspaceRequest = {
  name: 'a-name-of-just-29-characters1',
  project: 'risk-analytics',
  subscriptionId,
  resourceGroup: 'rg-largest',
  region: 'westeurope',
  scenario: 'private',
  network: {
    addressSpace: '10.64.0.0/12',
    dnsServers: numbered(4, (number) => `172.29.1.${number}`),
    peering: { hubId: `${providers}/Microsoft.Network/virtualNetworks/vnet-hub`, useHubGateway: true },
  },
  resources: { storage: { admits: 'resourceInstances' }, vault: { serviceEndpoint: true } },
  access: { public: true, clientIps: numbered(200, (number) => `203.0.113.${number}`) },
  egress: {
    mode: 'azureFirewall',
    allow: ['python', 'r', 'rstudio', 'vscode', 'huggingface', 'dockerhub'],
    allowHosts: numbered(100, (number) => `host-${number}.example.com`),
    allowServiceTags: numbered(30, (number) => ({
      tag: 'Sql.WestEurope',
      protocol: 'TCP' as const,
      ports: [`${number}`],
    })),
  },
  dns: { mode: 'privateZones' },
  compute: {
    clusters: numbered(10, (number) => ({
      name: `cluster-${number}`,
      vmSize: 'Standard_DS3_v2',
      maxNodes: 100,
      identityIds: numbered(5, (place) => identityId(5 * number + place)),
    })),
    instances: numbered(50, (number) => ({
      name: `instance-${number}-a`,
      vmSize: 'Standard_DS3_v2',
      assignedTo: { objectId: guid(number), tenantId: guid(0) },
    })),
  },
  inference: {
    endpoints: numbered(10, (number) => ({
      name: `endpoint-${number}-a`,
      deployment: {
        name: 'blue',
        model: 'azureml://registries/azureml/models/card-scoring/versions/1',
        vmSize: 'Standard_DS3_v2',
        instances: 50,
      },
    })),
    kubernetes: { name: 'scoring', nodes: 100 },
  },
  studio: { labelling: 'separateAccount' },
  sentinel: { access: 'private' },
  jumpBox: { users: numbered(20, guid) },
  monitor: { privateLinkScope: true, diagnosticSettings: true },
  legacyV1: false,
  highBusinessImpact: true,
  tags: Object.fromEntries(numbered(40, (number) => [`tag-${number}`, 'x'.repeat(256)])),
}

const problems = validateRequest(largest)
if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2))

const count = blueprintOf(largest, { id: 'wks_bench' }).resources.length
console.log(`${count} resources, ${runs} runs after as many to warm up`)
const median = report('blueprint', () => blueprintOf(largest, { id: 'wks_bench' }))
report('preview', () => preview(largest))
report('validation', () => validateRequest(largest))
if (median > mostMs) {
  console.error(`the blueprint takes more than ${mostMs} ms`)
  process.exitCode = 1
}

/** Prints the median and the 95th percentile, and gives the median. */
function report(name: string, run: () => unknown): number {
  for (let warm = 0; warm < runs; warm++) run()
  const times = numbered(runs, () => {
    const begun = performance.now()
    run()
    return performance.now() - begun
  }).toSorted((one, other) => one - other)
  const [median, p95] = [0.5, 0.95].map((part) => times[Math.floor(part * runs)] ?? Number.NaN)
  console.log(`${name}: median ${median?.toFixed(2)} ms, p95 ${p95?.toFixed(2)} ms`)
  return median ?? Number.NaN
}
