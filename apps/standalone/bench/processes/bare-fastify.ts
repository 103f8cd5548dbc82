/** What a GET of a job costs at least in this stack: Fastify, and one prepared select by primary key. */
import Fastify from 'fastify'
import pg from 'pg'
import { inPart } from '../stage/part.ts'

const pool = new pg.Pool({ connectionString: inPart.setting('BENCH_DATABASE_URL'), max: 10 })
pool.on('error', () => {})
const app = Fastify()
app.get<{ Params: { id: string } }>('/v1/jobs/:id', async ({ params }, reply) => {
  const { rows } = await pool.query({
    name: 'job',
    text: 'SELECT id, workspace_id, type, status, error, created_at, started_at, finished_at FROM job WHERE id = $1',
    values: [params.id],
  })
  return rows[0] ?? reply.code(404).send({})
})
inPart.endWith(async () => {
  await app.close()
  await pool.end()
})
inPart.say({ what: 'ready', url: await app.listen({ host: '127.0.0.1', port: 0 }) })
