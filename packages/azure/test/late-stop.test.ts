import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { startSimulator } from '@palisade/arm-simulator'
import { afterEach, expect, test } from 'vitest'
import { credentialFor, openGateway } from '../src/index.ts'
import { example, ids } from './support/examples.ts'

const { request } = https
afterEach(() => {
  https.request = request
  syncBuiltinESMExports()
})

// A process may be stopped within the very call that makes the request, longer than its lease. When it goes on, the request
// must not leave.
test.each(['first', 'second'])('a lease that ends while its %s request is made stops it', async (which) => {
  const simulator = await startSimulator({ timeScale: 1_000 })
  let isOver = false
  const reason = new Error('the lease is over')
  const gateway = openGateway({
    endpoint: simulator.url,
    ca: simulator.ca,
    credential: await credentialFor({ mode: 'simulator' }),
    beforeSend: () => {
      if (isOver) throw reason
    },
  })
  try {
    // With the second, there is a connection that was kept.
    if (which === 'second') await gateway.begin({ ...example(ids.group), action: 'observe' }, { resuming: false })
    https.request = ((...args: Parameters<typeof request>) => {
      isOver = true
      return request(...args)
    }) as typeof request
    syncBuiltinESMExports()
    await expect(gateway.begin(example(ids.group), { resuming: false })).rejects.toBe(reason)
    https.request = request
    syncBuiltinESMExports()
    isOver = false
    const progress = await gateway.begin({ ...example(ids.group), action: 'observe' }, { resuming: false })
    expect(progress).toMatchObject({ observation: { exists: false } })
  } finally {
    await simulator.close()
  }
})
