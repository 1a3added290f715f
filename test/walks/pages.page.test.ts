/** Walks every page that each of the cast can reach by links: it opens, leads nowhere in vain, and is well made. */
import { parse, serialize } from 'parse5'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf } from '#web'
import { routes } from '../../src/app.ts'
import { cast } from '../../src/demonstration/cast.ts'
import { findPartnership } from '#access'
import { loadDemonstration } from '../../src/demonstration/index.ts'
import type { TestPage } from '../support/browser.ts'
import { doJobs } from '../support/do-jobs.ts'
import { signedUp } from '../support/signed-up.ts'
import { type World, openWorld } from '../support/world.ts'

/** Pages that no link leads to for any of the cast, and why. */
const UNREACHED = [
  // Behind a link that only a message holds.
  '/invitation/:partnership/:token',
  '/reset/:partnership/:token',
  // In the demonstration every link is mailed, so none has to be handed over.
  '/p/:partnership/access/resets/:resetId',
  // Nobody invented has a password or an app.
  '/account/authenticator',
  '/account/password',
  '/account/recovery-codes',
  '/sign-in/code',
  // Gone once the installation is set up.
  '/set-up',
  // A button, not a link.
  '/sign-out',
]

/** So many pages of each address are opened from pages of each other: the others are built alike. */
const OF_EACH = 2

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadDemonstration(world.services, { say: () => {}, people: 300 })
  await letSomethingHappen()
})
afterAll(() => world?.close())

const home = 'nottingham-city'
const names = cast.map(({ given, family }) => `${given} ${family}`)

/** Signs in as one of the cast, the way a visitor does. */
async function become(name: string, partnership: string): Promise<TestPage> {
  const choice = await world.browser().visit(`/p/${partnership}/demonstration`)
  const label = [...choice.document.querySelectorAll('label')].find((one) =>
    one.textContent?.trim().startsWith(`${name},`),
  )
  const field = choice.document.getElementById(label?.getAttribute('for') ?? '')
  return choice.submit({ account: field?.getAttribute('value') ?? '' })
}

/** What a demonstration just loaded does not have: a file to look through, an invitation, a register to take, real accounts. */
async function letSomethingHappen() {
  const sam = (await become('Sam Taylor', home)).browser
  for (const header of ['Payroll no,Forename,Surname', 'person_ref,given_name,family_name']) {
    const content = `${header}\nP1,Rosa,Okafor\nP2,,Nobody\n`
    const upload = await sam.visit(`/p/${home}/imports/new/people`)
    await upload.submit({ file: { fileName: 'people.csv', content } })
  }
  await doJobs(world)
  const invitation = await sam.visit(`/p/${home}/access/invitations/new`)
  await invitation.submit({
    displayName: 'Rosa Okafor',
    email: 'rosa@example.org',
    role: 'trainer',
    over: 'partnership',
  })
  const dev = (await become('Dev Patel', home)).browser
  const sessions = await dev.visit(`/p/${home}/learning`)
  const course = sessions.document.querySelector('main tbody a')!.getAttribute('href')!
  const event = await dev.visit(`${course}/events/new`)
  const today = { 'heldOn-day': '12', 'heldOn-month': '11', 'heldOn-year': '2026' }
  await event.submit({ ...today, startsAt: '9am', endsAt: '10am', places: '4' })
  const partnership = (await findPartnership(world.services, home))!
  await signedUp(world, partnership, { name: 'Aaron Real', role: 'practitioner', secondFactorGiven: true })
}

const patterns = routes.map((route) => {
  const address = addressOf(route)
  return { address, matches: new RegExp(`^${address.replaceAll(/:\w+/g, '[^/]+')}$`) }
})

/** Which address of the product this is. */
function addressFor(url: string): string {
  const path = url.split('?')[0]!
  const candidates = patterns.filter(({ matches }) => matches.test(path))
  return candidates.sort((a, b) => params(a.address) - params(b.address))[0]?.address ?? path
}
const params = (address: string) => address.split(':').length

/** The same for pages that are built alike: the address, and by what it is asked. */
function kindOf(url: string): string {
  const query = new URLSearchParams(url.split('?')[1])
  return `${addressFor(url)}?${[...query.keys()].sort().join('&')}`
}

interface Visited {
  page: TestPage
  from: string
}

const walks = new Map<string, Promise<Map<string, Visited>>>()

/** Everything that one of the cast can reach in a partnership; walked once. */
function walkAs(name: string, partnership: string): Promise<Map<string, Visited>> {
  const key = `${name} ${partnership}`
  const walk = walks.get(key) ?? become(name, partnership).then(walkFrom)
  walks.set(key, walk)
  return walk
}

/** Follows links from a page until nothing new is left. */
async function walkFrom(first: TestPage): Promise<Map<string, Visited>> {
  const { browser } = first
  const visited = new Map<string, Visited>([[first.url, { page: first, from: 'sign-in' }]])
  const seen = new Map<string, number>()
  const queue = linksOf(first).map((url) => ({ url, from: first.url }))
  for (let next = queue.shift(); next; next = queue.shift()) {
    const kind = `${addressFor(next.from)} → ${kindOf(next.url)}`
    if (visited.has(next.url) || (seen.get(kind) ?? 0) >= OF_EACH) continue
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    const page = await browser.visit(next.url)
    visited.set(next.url, { page, from: next.from })
    // A list that was narrowed leads to the same list narrowed further, without end.
    const links = linksOf(page).filter((url) => !next!.url.includes('?') || !url.includes('?'))
    queue.push(...links.map((url) => ({ url, from: next!.url })))
  }
  return visited
}

const isPage = ({ headers }: TestPage) =>
  String(headers['content-type']).startsWith('text/html') && headers['content-disposition'] === undefined

function linksOf(page: TestPage): string[] {
  if (!isPage(page)) return []
  const links = [...page.document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href')!)
  // A list narrowed by each of its filters is a page of its own.
  for (const select of page.document.querySelectorAll('form[method=get] select'))
    for (const option of [...select.querySelectorAll('option')].slice(1, 4)) {
      const query = new URLSearchParams({ [select.getAttribute('name')!]: option.getAttribute('value')! })
      links.push(`${select.closest('form')!.getAttribute('action')}?${query}`)
    }
  return links
    .filter((href) => !href.startsWith('#') && !/^(https?:|mailto:|tel:)/.test(href))
    .map((href) => new URL(href, `http://here${page.url}`))
    .map((url) => url.pathname + url.search)
}

/** What is wrong with the pages, and with the links to them. */
function faultsIn(visited: Map<string, Visited>): string[] {
  return [...visited].flatMap(([url, { page, from }]) => {
    if (page.status !== 200) return [`${url} (linked from ${from}): ${page.status} ${page.heading}`]
    return isPage(page) ? faultsOf(page).map((fault) => `${url}: ${fault}`) : []
  })
}

test.each(names)('%s finds that every link leads to a page that is well made', async (name) => {
  const visited = await walkAs(name, home)
  expect(visited.size).toBeGreaterThan(8)
  expect(faultsIn(visited)).toEqual([])
})

test.each(['cambridgeshire', 'north-tyneside', 'nottinghamshire', 'richmond-upon-thames'])(
  'Grace Adeyemi finds the same in %s',
  async (partnership) => expect(faultsIn(await walkAs('Grace Adeyemi', partnership))).toEqual([]),
)

test('between them they reach every page that is not behind a secret', async () => {
  const reached = new Set<string>()
  for (const walk of walks.values()) for (const url of (await walk).keys()) reached.add(addressFor(url))
  const unreached = patterns.map(({ address }) => address).filter((address) => !reached.has(address))
  expect(unreached.sort()).toEqual([...UNREACHED].sort())
})

/** What is wrong with how a page is made. */
function faultsOf(page: TestPage): string[] {
  const { document, html } = page
  const faults: string[] = []
  const fault = (is: boolean, text: string) => is && faults.push(text)
  const headings = document.querySelectorAll('h1')
  fault(headings.length !== 1, `${headings.length} h1`)
  fault(
    !page.title.startsWith(`${page.heading} – `),
    `the title is “${page.title}”, the h1 “${page.heading}”`,
  )
  fault(/<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+="/.test(html), 'a script or style in the page')
  fault(/\bundefined\b|\[object |\bNaN\b|Invalid Date/.test(page.text), 'text that the program leaked')
  fault(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/.test(page.text), 'an id shown to people')
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  fault(twice.length > 0, `ids twice: ${twice.join(', ')}`)
  for (const attribute of ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'])
    for (const element of document.querySelectorAll(`[${attribute}]`))
      for (const id of element.getAttribute(attribute)!.split(/\s+/))
        fault(!ids.includes(id), `${attribute} names #${id}, which is not there`)
  for (const link of document.querySelectorAll('a')) {
    fault(!link.getAttribute('href'), `a link without address: ${link.textContent}`)
    fault((link.textContent ?? '').trim() === '', `a link without text to ${link.getAttribute('href')}`)
    const to = link.getAttribute('href') ?? ''
    fault(/^#./.test(to) && !ids.includes(to.slice(1)), `a link to ${to}, which is not there`)
  }
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))
  fault(
    levels.some((level, at) => at > 0 && level > levels[at - 1]! + 1),
    `headings that skip a level: ${levels.join(' ')}`,
  )
  fault(!isNested(html), 'elements inside others that cannot hold them')
  return faults
}

/** Whether a browser builds the elements that were written, in the places where they were written. */
function isNested(html: string): boolean {
  const tags = (text: string) =>
    [...text.replaceAll(/<(svg|script|textarea)[\s\S]*?<\/\1>/g, '').matchAll(/<\/?[a-z][a-z0-9]*/g)]
      .map(([tag]) => tag)
      .join('')
  return tags(serialize(parse(html))) === tags(html)
}
