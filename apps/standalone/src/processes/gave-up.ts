/** A program died again and again; restarting it once more would not help. */
export class GaveUp extends Error {
  constructor(name: string, lines: readonly string[], logPath: string) {
    super(
      [
        `The ${name} died five times within 30 seconds. Its last words, from ${logPath}:`,
        ...lines.map((line) => `  ${line}`),
      ].join('\n'),
    )
    this.name = 'GaveUp'
  }
}
