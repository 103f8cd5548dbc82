import { errorRows } from './error-rows.ts'

/** The text of `docs/errors.md`. */
export function errorsMarkdown(): string {
  const rows = errorRows.map(({ code, status, title, remedy, actor, waiting }) => [
    `<a id="${code}"></a>\`${code}\``,
    status,
    title,
    remedy,
    actor,
    waiting,
  ])
  return `# Errors

Every answer that is not a success is a problem (RFC 9457, \`application/problem+json\`). Its \`code\` is one of these
and stays what it is; \`detail\` says what happened this time, \`errors\` lists every field that is wrong, and \`traceId\`
is what to report. A job or a step that failed carries the same kind of code in its \`error\`.

This file is written from the catalogue in \`packages/contract\`. After changing the catalogue:
\`npm test -- apps/api/src/docs -u\`.

${table(['code', 'status', 'what it means', 'what to do', 'who acts', 'waiting cures it'], rows)}
`
}

/** Columns of equal width, as the formatter of this repository writes them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = rows.map((row) => row.map((text) => text.replaceAll('|', '\\|')))
  const widths = head.map((name, column) => Math.max(name.length, ...escaped.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...escaped.map(line)].join('\n')
}
