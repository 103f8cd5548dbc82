import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/** One option of a benchmark: its default, and what it means. */
export type OptionTexts = Readonly<Record<string, readonly [otherwise: string, meaning: string]>>

/**
 * Reads the options of a benchmark. `--help` prints them and ends the process; an unknown one throws.
 * @param about what the benchmark does, for `--help`.
 */
export function readOptions<Texts extends OptionTexts>(
  name: string,
  about: string,
  texts: Texts,
): Record<keyof Texts, string> {
  const options: ParseArgsOptionsConfig = { help: { type: 'boolean' } }
  for (const [option, [otherwise]] of Object.entries(texts)) options[option] = { type: 'string', default: otherwise }
  const { values } = parseArgs({ options })
  if (values.help === true) {
    const lines = Object.entries(texts).map(([option, [otherwise, meaning]]) => {
      const shown = otherwise === '' ? '' : ` (${otherwise})`
      return `  ${`--${option}`.padEnd(24)}${meaning}${shown}`
    })
    console.log([`npm run bench -- ${name} [options]`, '', about, '', ...lines].join('\n'))
    process.exit(0)
  }
  const read = (option: string): string => String(values[option] ?? '')
  return Object.fromEntries(Object.keys(texts).map((option) => [option, read(option)])) as Record<keyof Texts, string>
}

/** `1,200` as numbers. @throws when one is not a positive number. */
export function numbers(option: string, text: string): number[] {
  return words(text).map((word) => number(option, word))
}

/** @throws when it is not a positive number. */
export function number(option: string, text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`--${option} takes positive numbers, not "${text}".`)
  return value
}

/** `a,b` as words out of a list. @throws for one that is not in the list. */
export function choices<Choice extends string>(option: string, text: string, known: readonly Choice[]): Choice[] {
  return words(text).map((word) => {
    const choice = known.find((one) => one === word)
    if (choice === undefined) throw new Error(`--${option} takes ${known.join(', ')}, not "${word}".`)
    return choice
  })
}

function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
}
