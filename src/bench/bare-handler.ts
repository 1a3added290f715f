/**
 * What a page is compared with: the same framework and driver, one query on the same database, nothing else. Started by
 * the bench as a process of its own.
 */
import fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
pool.on('error', () => {})
const app = fastify()
app.get('/', async () => {
  const { rows } = await pool.query('select id, code, title from courses order by title limit 1')
  return rows[0] as unknown
})
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })
process.on('SIGTERM', () => process.exit(0))
