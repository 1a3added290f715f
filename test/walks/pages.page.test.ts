/** Walks every page that each of the cast can reach by links: it opens, leads nowhere in vain, and is well made. */
import { parse, serialize } from 'parse5'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPartnership } from '#access'
import { loadDemonstration } from '../../src/demonstration/index.ts'
import type { TestPage } from '../support/browser.ts'
import { doJobs } from '../support/do-jobs.ts'
import {
  type Visited,
  addressFor,
  addresses,
  become,
  followLinks,
  isPage,
  namesOfCast,
} from '../support/follow-links.ts'
import { signedUp } from '../support/signed-up.ts'
import { type World, openWorld } from '../support/world.ts'

/** Pages that no link leads to for any of the cast, and why. */
const UNREACHED = [
  // Behind a link that only a message holds.
  '/invitation/:partnership/:token',
  '/reset/:partnership/:token',
  '/p/:partnership/confirm-contact/:token',
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
  // Behind the answer to a question: which organisation?
  '/p/:partnership/people/new/:organisationId',
  '/p/:partnership/people/:personId/engagements/new/:organisationId',
  '/p/:partnership/people/:personId/engagements/:engagementId/transfer/:organisationId',
  '/p/:partnership/posts/new/:organisationId',
  // Nobody invented has asked for a correction, been transferred or merged, come back, or had their terms changed.
  '/p/:partnership/corrections/:correctionRequestId',
  '/p/:partnership/corrections/export',
  '/p/:partnership/merges/:personMergeId',
  '/p/:partnership/people/:personId/engagements/:engagementId/reopen',
  '/p/:partnership/people/:personId/engagements/:engagementId/undo',
  '/p/:partnership/transfers/:transferId',
  // No file is kept on bringing in, and none came in by the columns of another system.
  '/p/:partnership/imports/columns/:importMappingId',
  '/p/:partnership/imports/columns/export',
  '/p/:partnership/imports/totals/export',
]

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadDemonstration(world.services, { say: () => {}, people: 300 })
  await letSomethingHappen()
})
afterAll(() => world?.close())

const home = 'nottingham-city'

/** What a demonstration just loaded does not have: a file to look through, an invitation, a register to take, real accounts. */
async function letSomethingHappen() {
  const sam = (await become(world.browser(), 'Sam Taylor', home)).browser
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
  const dev = (await become(world.browser(), 'Dev Patel', home)).browser
  const sessions = await dev.visit(`/p/${home}/learning`)
  const course = sessions.document.querySelector('main tbody a')!.getAttribute('href')!
  const event = await dev.visit(`${course}/events/new`)
  const today = { 'heldOn-day': '12', 'heldOn-month': '11', 'heldOn-year': '2026' }
  await event.submit({ ...today, startsAt: '9am', endsAt: '10am', places: '4' })
  const partnership = (await findPartnership(world.services, home))!
  await signedUp(world, partnership, { name: 'Aaron Real', role: 'practitioner', secondFactorGiven: true })
}

const walks = new Map<string, Promise<Map<string, Visited>>>()

/** Everything that one of the cast can reach in a partnership; walked once. */
function walkAs(name: string, partnership: string): Promise<Map<string, Visited>> {
  const key = `${name} ${partnership}`
  const walk = walks.get(key) ?? become(world.browser(), name, partnership).then(followLinks)
  walks.set(key, walk)
  return walk
}

/** What is wrong with the pages, and with the links to them. */
function faultsIn(visited: Map<string, Visited>): string[] {
  return [...visited].flatMap(([url, { page, from }]) => {
    if (page.status !== 200) return [`${url} (linked from ${from}): ${page.status} ${page.heading}`]
    return isPage(page) ? faultsOf(page).map((fault) => `${url}: ${fault}`) : []
  })
}

test.each(namesOfCast)('%s finds that every link leads to a page that is well made', async (name) => {
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
  const unreached = addresses.filter((address) => !reached.has(address))
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
