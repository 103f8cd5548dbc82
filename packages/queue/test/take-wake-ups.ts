import { startWakeReceiver } from '../src/index.ts'

// A worker in a process of its own, to be killed: it writes the id of each job that it is woken for and never ends one.
const url = process.argv[2]
if (url === undefined) throw new Error('usage: take-wake-ups.ts <url>')
await startWakeReceiver({
  url,
  concurrency: 3,
  onWake: (jobId) => {
    process.stdout.write(`${jobId}\n`)
    return new Promise(() => {})
  },
  onError: (error) => process.stderr.write(`${error.message}\n`),
})
