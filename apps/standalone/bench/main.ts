/** `npm run bench -- [job | blueprint | throttling] [options]`: the benchmark of that name; without one, that of the sample job. */
const benches = {
  job: new URL('./sample-job.ts', import.meta.url),
  throttling: new URL('./throttling.ts', import.meta.url),
  blueprint: new URL('../../../packages/blueprint/bench/largest-request.ts', import.meta.url),
}

const [, , asked] = process.argv
const name = asked === 'blueprint' || asked === 'job' || asked === 'throttling' ? asked : undefined
if (name !== undefined) process.argv.splice(2, 1)
else if (asked !== undefined && !asked.startsWith('-')) {
  throw new Error(`There is no benchmark "${asked}": choose one of ${Object.keys(benches).join(', ')}`)
}
await import(benches[name ?? 'job'].href)
