import { expect, test } from 'vitest'
import { InvalidConfiguration, readConfiguration } from './configuration.ts'

const env = { PALISADE_DATABASE_URL: 'postgres://palisade@127.0.0.1/palisade' }

test('public Azure is the cloud unless another one is named', () => {
  expect(readConfiguration(env).azure).toMatchObject({ cloud: 'AzurePublic', endpoint: undefined })
  expect(readConfiguration({ ...env, PALISADE_CLOUD: 'AzureChina' }).azure.cloud).toBe('AzureChina')
})

test('all problems are named at once', () => {
  const read = () => readConfiguration({ PALISADE_CLOUD: 'AzureGermany', PALISADE_AZURE_ENDPOINT: 'http://arm' })
  expect(read).toThrow(InvalidConfiguration)
  expect(read).toThrow(
    /PALISADE_DATABASE_URL[\s\S]*PALISADE_CLOUD must be one of AzurePublic[\s\S]*PALISADE_AZURE_ENDPOINT/,
  )
})
