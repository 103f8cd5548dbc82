import { errorRows } from './error-rows.ts'

/** The catalogue as a page. Without scripts, and without styles that come from elsewhere. */
export function errorsPage(): string {
  const rows = errorRows.map(
    ({ code, status, title, remedy, actor, waiting }) =>
      `<tr id="${code}"><td><a href="#${code}"><code>${code}</code></a></td><td>${status}</td>` +
      `<td>${escaped(title)}</td><td>${escaped(remedy)}</td><td>${actor}</td><td>${waiting}</td></tr>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Palisade: errors</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color: #1b1b1b; background: #fff }
table { border-collapse: collapse }
th, td { padding: .4rem .8rem; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top }
tr:target { background: #fff3bf }
</style>
</head>
<body>
<h1>Errors</h1>
<p>Every answer that is not a success carries one of these codes. <a href="/docs">All addresses</a></p>
<table>
<thead><tr><th>code</th><th>status</th><th>what it means</th><th>what to do</th><th>who acts</th><th>waiting cures it</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
