import { expect, it, vi } from 'vitest'
import { connectionOf, ListeningClient, SteadyClient, steadyPostgresBackend } from './postgres-connections.ts'

it('options in the URL are kept, beside ours and out of the URL', () => {
  const connection = connectionOf('postgres://u:p@h:5/d?sslmode=verify-full&options=-c%20lock_timeout%3D5s')
  expect(connection.connectionString).toBe('postgres://u:p@h:5/d?sslmode=verify-full')
  expect(connection.options).toBe('-c lock_timeout=5s -c synchronous_commit=off')
})

it('an error of a connection that nobody listens to ends nothing', () => {
  const client = new SteadyClient({})
  expect(client.emit('error', new Error('lost'))).toBe(false)
  const heard: unknown[] = []
  client.on('error', (error) => heard.push(error))
  client.emit('error', new Error('lost again'))
  expect(heard).toHaveLength(1)
})

it('a connection for notifications repeats what was lost to its first listener, once', async () => {
  const client = new ListeningClient({})
  client.emit('error', new Error('lost'))
  const heard: unknown[] = []
  client.on('error', (error) => heard.push(error))
  client.on('error', () => {})
  await Promise.resolve()
  expect(heard).toEqual([new Error('lost')])
})

// A new version of BullMQ may name these otherwise, and nothing else would show it.
it('BullMQ makes all of its connections with ours', async () => {
  const url = 'postgres://u:p@127.0.0.1:1/d'
  const backend = steadyPostgresBackend('queue', { connection: { ...connectionOf(url), schema: 's' } })
  expect(Reflect.get(backend.connection.pool, 'Client')).toBe(SteadyClient)
  const connect = vi.spyOn(ListeningClient.prototype, 'connect').mockRejectedValue(new Error('as intended') as never)
  await expect(backend.connection.getListenClient()).rejects.toThrow('as intended')
  connect.mockRestore()
  await backend.close()
})
