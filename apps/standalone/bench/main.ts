/** `npm run bench -- [NAME] [options]`: the benchmark of that name; without one, that of the sample job. */
const benches = new Map([
  ['job', new URL('./sample-job.ts', import.meta.url)],
  ['engine', new URL('./engine.ts', import.meta.url)],
  ['growth', new URL('./growth.ts', import.meta.url)],
  ['api', new URL('./api.ts', import.meta.url)],
  ['throttling', new URL('./throttling.ts', import.meta.url)],
  ['blueprint', new URL('../../../packages/blueprint/bench/largest-request.ts', import.meta.url)],
  ['simulator', new URL('../../arm-simulator/bench/load.ts', import.meta.url)],
])

const [, , asked] = process.argv
const isNamed = asked !== undefined && !asked.startsWith('-')
const bench = benches.get(isNamed ? asked : 'job')
if (bench === undefined)
  throw new Error(`There is no benchmark "${asked}": choose one of ${[...benches.keys()].join(', ')}`)
if (isNamed) process.argv.splice(2, 1)
await import(bench.href)
