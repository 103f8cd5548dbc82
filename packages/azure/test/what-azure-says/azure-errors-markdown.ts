import { errorCatalogue, type StepError } from '@palisade/contract'
import type { noneOfOurs } from './none-of-ours.ts'
import type { Situation } from './situation.ts'

const longest = 220

/** The text of `docs/azure-errors.md`: what each situation came to when the test ran. */
export function azureErrorsMarkdown(
  told: ReadonlyMap<Situation, StepError | undefined>,
  others: typeof noneOfOurs,
): string {
  const rows = [...told].map(([{ azure, provider, when, next, code }, error]) => [
    `\`${azure}\``,
    provider,
    when,
    next,
    code === undefined ? '' : `[\`${code}\`](errors.md#${code})`,
    error === undefined ? '' : plain(error.message),
    code === undefined ? '' : errorCatalogue[code].remedy,
  ])
  return `# What Azure says, and what a job makes of it

Each row is provoked by \`packages/azure/test/what-azure-says\`, through Azure's own clients, on the ARM simulator; "on demand"
where Azure comes to it only now and then. "Tried again" is what a step does by itself, up to its number of attempts;
"stuck" is a deletion that a person has to help. A failed operation is a failure like a refused call, only later.

This file is written from what came out: \`npx vitest run --config .config/vitest.config.ts packages/azure/test/what-azure-says -u\`.

${table(['Azure says', 'who', 'when', 'the step', 'code', 'the reader is told', 'and what to do'], rows)}

## Never met

${table(
  ['Azure says', 'who', 'why not'],
  others.map(({ azure, provider, why }) => [`\`${azure}\``, provider, why]),
)}
`
}

/** What is another one at each run is left out. */
function plain(text: string): string {
  const constant = text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '…')
    .replace(/https:\/\/(localhost|127\.0\.0\.1):\d+\S*/g, 'https://…')
  return constant.length > longest ? `${constant.slice(0, longest)} …` : constant
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
