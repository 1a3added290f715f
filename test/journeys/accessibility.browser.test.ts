/** Looks at every page that each of the cast can reach, on a desk and on a phone. */
import { afterEach, expect, test } from 'vitest'
import { sessionCookie } from '#web'
import { become, followLinks, isPage, namesOfCast } from '../support/follow-links.ts'
import { remoteBrowser } from '../support/remote.ts'
import { Site } from '../support/site.ts'

const desk = { width: 1280, javaScript: true }
const phone = 360
/** A window of 1280 pixels at four times the size. */
const enlarged = 320

let site: Site | undefined
afterEach(() => site?.close())

/** How the main part of a page is built: those that are built alike are looked at once. */
const looked = new Set<string>()
const buildOf = (html: string) =>
  [...new Set(html.slice(html.indexOf('<main')).match(/<[a-z][a-z0-9]*( class="[^"]*")?/g))].join()

test.each(namesOfCast)('what %s sees shuts nobody out', { timeout: 300_000 }, async (name) => {
  const first = await become(remoteBrowser(), name, 'cambridgeshire')
  const visited = await followLinks(first)
  expect(visited.size).toBeGreaterThan(8)
  site = await Site.open(desk)
  await site.signInWith(first.browser.cookies.get(sessionCookie)!)
  const faults: string[] = []
  for (const [url, { page }] of visited) {
    if (!isPage(page) || looked.has(buildOf(page.html))) continue
    looked.add(buildOf(page.html))
    await site.page.goto(url)
    for (const width of [desk.width, phone, enlarged]) {
      await site.resize(width)
      faults.push(...(await site.faults()))
    }
    await site.resize(desk.width)
  }
  expect(faults).toEqual([])
})
