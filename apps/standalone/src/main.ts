/** `npm start`: the whole product on one machine. */
import { NoLocalPostgres } from '@palisade/local-postgres'
import { CannotStart } from './cannot-start.ts'
import { takeLock } from './data-folder/lock.ts'
import { openDataFolder } from './data-folder/open-data-folder.ts'
import { help } from './options/help.ts'
import { InvalidOptions } from './options/invalid-options.ts'
import { readOptions } from './options/read-options.ts'
import { GaveUp } from './processes/gave-up.ts'
import { openScreen } from './screen/screen.ts'
import { run } from './start/run.ts'

try {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options === 'help') {
    console.log(help)
  } else {
    const folder = await openDataFolder(options.dataFolder)
    const lock = takeLock(folder)
    try {
      await run(options, folder, lock, openScreen(process.stdout))
    } finally {
      lock.release()
    }
  }
  process.exit(0)
} catch (error) {
  const isForPeople = [CannotStart, NoLocalPostgres, GaveUp, InvalidOptions].some((kind) => error instanceof kind)
  console.error(isForPeople && error instanceof Error ? error.message : error)
  process.exit(1)
}
