import { type Configuration, readConfiguration } from '../../src/configuration.ts'

/** The configuration of a worker that is started inside of a test, with its queue in the database. */
export function configurationFor(
  databaseUrl: string,
  name: string,
  more: Partial<Configuration> & { readonly timeScale?: number } = {},
): Configuration {
  const { timeScale = 1_000, ...rest } = more
  const configuration = readConfiguration({
    PALISADE_DATABASE_URL: databaseUrl,
    PALISADE_WORKER_NAME: name,
    PALISADE_AZURE_CREDENTIAL: 'simulator',
    PALISADE_AZURE_TIME_SCALE: String(timeScale),
  })
  return { ...configuration, ...rest }
}
