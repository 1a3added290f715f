import { freePort } from '#platform/database/embedded/server'
import { setTimeout as pause } from 'node:timers/promises'
import { navigation } from '../app.ts'
import { Browsing } from './browsing.ts'
import { alone, underLoad } from './load.ts'
import { startProgram } from './program.ts'
import { type Result, atLeast, atMost, median, quantile } from './result.ts'
import type { Workshop } from './workshop.ts'

const users = 8
const loadMs = 4000
const rounds = 4

/** The catalogue and its search against a bare handler with one query, in turns, so that a busy machine is busy for all. */
export async function benchCatalogue(workshop: Workshop): Promise<Result[]> {
  const path = `/p/${(await workshop.partnership()).code}/learning`
  const ours = await browsers(workshop, 'Grace')
  const bareProgram = await startBareHandler(workshop)
  const bare = Array.from({ length: users }, () => new Browsing(bareProgram.url))
  const times: Record<'bare' | 'catalogue' | 'search', number[]> = { bare: [], catalogue: [], search: [] }
  const rates: Record<'bare' | 'catalogue' | 'search', number[]> = { bare: [], catalogue: [], search: [] }
  try {
    for (let round = 0; round <= rounds; round += 1)
      for (const [name, people, url] of [
        ['bare', bare, '/'],
        ['catalogue', ours, path],
        ['search', ours, `${path}?search=safeguarding`],
      ] as const) {
        const load = await underLoad(users, loadMs / 2, visit(people, url))
        // The first round warms up.
        if (round === 0) continue
        times[name].push(...load.times)
        rates[name].push(load.perSecond)
      }
  } finally {
    for (const one of [...bare, ...ours]) one.close()
    await bareProgram.stop()
  }
  const rate = (name: keyof typeof rates) => median(rates[name])
  return [
    atLeast('bare handler', rate('bare'), 'requests a second', null),
    atLeast('catalogue', rate('catalogue'), 'requests a second', null),
    atLeast('catalogue against bare handler', rate('catalogue') / rate('bare'), 'ratio', 0.25),
    atLeast('catalogue search', rate('search'), 'requests a second', null),
    atLeast('catalogue search against bare handler', rate('search') / rate('bare'), 'ratio', 0.25),
    atMost('catalogue, 95 of 100 at 8 users', quantile(times.catalogue, 0.95), 'ms', 100),
  ]
}

/** Every page of the navigation, for somebody who sees everyone. */
export async function benchPages(workshop: Workshop): Promise<Result[]> {
  const { code } = await workshop.partnership()
  const results: Result[] = []
  for (const { href } of navigation) {
    const path = `/p/${code}${href === '/' ? '' : href}`
    const everyone = await browsers(workshop, 'Sam')
    const one = everyone[0]!
    const { status } = await one.get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    const times = await alone(40, async () => void (await one.get(path)))
    const load = await loadOf(everyone, path)
    results.push(
      atMost(`${href} alone, median`, median(times), 'ms', 10),
      atMost(`${href} at 8 users, 95 of 100`, quantile(load.times, 0.95), 'ms', 100),
    )
  }
  return results
}

async function browsers(workshop: Workshop, givenName: string): Promise<Browsing[]> {
  return Promise.all(Array.from({ length: users }, () => workshop.browsing(givenName)))
}

/** Warmed up first: a service is used for longer than it is started. */
async function loadOf(everyone: readonly Browsing[], path: string) {
  await underLoad(users, loadMs / 4, visit(everyone, path))
  const load = await underLoad(users, loadMs / 2, visit(everyone, path))
  for (const one of everyone) one.close()
  return load
}

function visit(everyone: readonly Browsing[], path: string) {
  return async (user: number) => {
    const { status } = await everyone[user]!.get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
  }
}

async function startBareHandler(workshop: Workshop) {
  const { ownerUrl } = await workshop.service()
  const port = await freePort(undefined)
  const url = `http://127.0.0.1:${port}`
  const program = startProgram('bare-handler', {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: ownerUrl,
  })
  const first = new Browsing(url)
  while (!(await first.get('/').catch(() => null))) {
    if (program.process.exitCode !== null) throw new Error(`The bare handler ended: ${program.said()}`)
    await pause(20)
  }
  first.close()
  return { url, stop: () => program.stop() }
}
