import type { PoolClient } from 'pg'
import { sessionCookie } from '#web'
import { createApp } from '../app.ts'
import { type Result, atMost } from './result.ts'
import type { Workshop } from './workshop.ts'

/** How often one page asks the database, from who is asking to the end of its transaction. */
export async function benchQueries(workshop: Workshop): Promise<Result[]> {
  const { services, pool } = await workshop.service()
  const { code } = await workshop.partnership()
  const cookie = `${sessionCookie}=${await workshop.signIn('Grace')}`
  const app = await createApp(services, pool)
  let count = 0
  const counted = new WeakSet<PoolClient>()
  pool.on('acquire', (client) => {
    if (counted.has(client)) return
    counted.add(client)
    const query = client.query.bind(client) as (...words: unknown[]) => unknown
    client.query = ((...words: unknown[]) => {
      count += 1
      return query(...words)
    }) as typeof client.query
  })
  const visit = async (path: string) => {
    count = 0
    const { statusCode } = await app.inject({ url: `/p/${code}${path}`, headers: { cookie } })
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`)
    return count
  }
  await visit('/learning')
  const results = [
    atMost('round trips of the catalogue', await visit('/learning'), 'round trips', null),
    atMost('round trips of compliance', await visit('/assurance/team'), 'round trips', null),
  ]
  await app.close()
  return results
}
