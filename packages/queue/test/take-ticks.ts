import { startTickWorker } from '../src/index.ts'

// A worker in a process of its own, to be killed: it writes the id of each step that it takes and never finishes one.
const url = process.argv[2]
if (url === undefined) throw new Error('usage: take-ticks.ts <url>')
await startTickWorker({
  url,
  concurrency: 3,
  onTick: (stepId) => {
    process.stdout.write(`${stepId}\n`)
    return new Promise(() => {})
  },
  onError: (error) => process.stderr.write(`${error.message}\n`),
})
