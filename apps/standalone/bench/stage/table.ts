/** One column: its heading, and what stands in it for a row. */
export interface Column<Row> {
  readonly heading: string
  readonly of: (row: Row) => string | number | undefined
  /** Digits behind the point. */
  readonly digits?: number
}

/** A table as Markdown that is aligned as well, so that it reads in a terminal and in a document. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map(({ of, digits }) => cell(of(row), digits ?? 2)))
  const widths = columns.map(({ heading }, index) =>
    Math.max(heading.length, 3, ...cells.map((row) => row[index]?.length ?? 0)),
  )
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text, index) => text[index === 0 ? 'padEnd' : 'padStart'](widths[index] ?? 0)).join(' | ')} |`
  const rule = widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(columns.map(({ heading }) => heading)), line(rule), ...cells.map(line)].join('\n')
}

function cell(value: string | number | undefined, digits: number): string {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return '-'
  return typeof value === 'number' ? value.toFixed(digits) : value
}
