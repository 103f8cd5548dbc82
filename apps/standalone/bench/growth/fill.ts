import type pg from 'pg'

/** The tables that a finished job leaves rows in, with the column that says whose they are. */
const tables: readonly (readonly [table: string, column: string, of: 'workspace' | 'job'])[] = [
  ['workspace', 'id', 'workspace'],
  ['resource', 'workspace_id', 'workspace'],
  ['job', 'id', 'job'],
  ['step', 'job_id', 'job'],
  ['event', 'job_id', 'job'],
  ['audit_entry', 'target', 'workspace'],
]

const jobsAtOnce = 2_000

/**
 * Multiplies a finished job until there are `count`, with all rows that it left: rows of the product's own making, not
 * ones that only look like them. What the original is called stands in every id and name, and is replaced.
 */
export async function multiplyJob(
  client: pg.Client,
  original: { readonly workspaceId: string; readonly jobId: string; readonly name: string },
  count: number,
): Promise<void> {
  // The copies are as consistent as the original, and are not what is measured: no foreign keys, no sync per commit.
  await client.query('SET session_replication_role = replica')
  await client.query('SET synchronous_commit = off')
  const statements: string[] = []
  for (const [table, column, of] of tables) {
    const columns = await columnsOf(client, table, original.name)
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    const values = columns.map(({ value }) => value).join(', ')
    const id = client.escapeLiteral(of === 'workspace' ? original.workspaceId : original.jobId)
    if (columns.length === 0) continue
    statements.push(
      `INSERT INTO "${table}" (${names})
       SELECT ${values} FROM "${table}" AS original, generate_series($1::int, $2::int) AS n WHERE original."${column}" = ${id}`,
    )
  }
  // The original is one of them.
  for (let there = 1; there < count; ) {
    const to = Math.min(count, (Math.floor(there / jobsAtOnce) + 1) * jobsAtOnce)
    for (const statement of statements) await client.query(statement, [there + 1, to])
    there = to
    console.error(`  ${there} of ${count} finished jobs`)
  }
  // As autovacuum would have done by and by.
  await client.query('VACUUM (ANALYZE)')
  await client.query('CHECKPOINT')
}

/** The columns of a table and what a copy has in them; none where this version of the schema has no such table. */
async function columnsOf(
  client: pg.Client,
  table: string,
  original: string,
): Promise<{ readonly name: string; readonly value: string }[]> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1
       AND is_identity = 'NO' AND coalesce(column_default, '') NOT LIKE 'nextval%'
     ORDER BY ordinal_position`,
    [table],
  )
  return rows.map(({ name, type }) => {
    const column = `original."${name}"`
    if (type === 'text') return { name, value: `replace(${column}, ${client.escapeLiteral(original)}, 'past' || n)` }
    // One after the other, as jobs come, and younger than anything that is pruned for its age.
    if (type.startsWith('timestamp')) return { name, value: `${column} - n * interval '1 second'` }
    return { name, value: column }
  })
}
