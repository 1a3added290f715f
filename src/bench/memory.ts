import { textOf } from './browsing.ts'
import { underLoad } from './load.ts'
import { type Result, atMost } from './result.ts'
import type { Workshop } from './workshop.ts'

/** The memory of the service's process after it has been used for a while, PostgreSQL apart. */
export async function benchMemory(workshop: Workshop): Promise<Result[]> {
  const { code } = await workshop.partnership()
  const people = await Promise.all(Array.from({ length: 8 }, () => workshop.browsing('Grace')))
  const paths = ['/learning', '/strategies', '/assurance/team', '/learning?search=working']
  let count = 0
  await underLoad(people.length, 8000, async (user) => {
    count += 1
    await people[user]!.get(`/p/${code}${paths[count % paths.length]!}`)
  })
  const metrics = textOf(await people[0]!.get('/metrics'))
  for (const one of people) one.close()
  const bytes = Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1])
  if (!Number.isFinite(bytes)) throw new Error('The service does not say how much memory it uses')
  const major = Number(process.versions.node.split('.')[0])
  return [atMost('memory of the service', bytes / 1e6, 'MB', major >= 24 ? 450 : 350)]
}
