import { expect, test } from 'vitest'
import { InvalidConfiguration, readConfiguration } from './read-configuration.ts'

const databaseUrl = 'postgres://palisade:palisade@127.0.0.1:5432/palisade'

test('the database is all that has to be named', () => {
  expect(readConfiguration({ PALISADE_DATABASE_URL: databaseUrl })).toEqual({
    databaseUrl,
    queueUrl: databaseUrl,
    cloud: 'AzurePublic',
    host: '127.0.0.1',
    port: 8080,
    isInContainer: false,
    logLevel: 'info',
    streams: { perAddress: 20, inAll: 500 },
    allowedHosts: [],
  })
})

test('all problems are named at once', () => {
  const read = () =>
    readConfiguration({
      PALISADE_DATABASE_URL: 'mysql://x',
      PALISADE_QUEUE_URL: 'nonsense',
      PALISADE_CLOUD: 'AzureGermany',
      PALISADE_API_PORT: '99999',
      PALISADE_LOG_LEVEL: 'loud',
      PALISADE_API_STREAMS: '0',
      PALISADE_API_HOST: '0.0.0.0',
    })
  expect(read).toThrow(InvalidConfiguration)
  expect(read).toThrow(
    /PALISADE_DATABASE_URL[\s\S]*PALISADE_QUEUE_URL[\s\S]*PALISADE_CLOUD[\s\S]*PALISADE_API_PORT[\s\S]*PALISADE_LOG_LEVEL[\s\S]*PALISADE_API_HOST[\s\S]*PALISADE_API_STREAMS/,
  )
})

test('without sign-in others are let in only where a container says that they cannot reach it', () => {
  const open = { PALISADE_DATABASE_URL: databaseUrl, PALISADE_API_HOST: '0.0.0.0' }
  expect(() => readConfiguration(open)).toThrow('there is no sign-in yet')
  expect(readConfiguration({ ...open, PALISADE_API_IN_CONTAINER: 'true' }).host).toBe('0.0.0.0')
})

test('more host names can be answered for', () => {
  const configuration = readConfiguration({
    PALISADE_DATABASE_URL: databaseUrl,
    PALISADE_API_HOSTS: 'api, palisade.test',
  })
  expect(configuration.allowedHosts).toEqual(['api', 'palisade.test'])
})
