import { chooseBackend } from './backends/choose-backend.ts'

/**
 * Creates or updates what BullMQ needs in the store: its tables on Postgres, nothing on Redis.
 * Several processes may call it at once; one does the work and the others wait. Throws when Postgres is away.
 */
export async function prepareQueue(url: string): Promise<void> {
  await chooseBackend(url).prepare()
}
