/** Follows links as people do, until nothing new is left. */
import { addressOf } from '#web'
import { routes } from '../../src/app.ts'
import { cast } from '../../src/demonstration/cast.ts'
import type { Browser, TestPage } from './browser.ts'

/** So many pages of each address are opened from pages of each other: the others are built alike. */
const OF_EACH = 2

export interface Visited {
  page: TestPage
  /** Where a link led here. */
  from: string
}

export const namesOfCast = cast.map(({ given, family }) => `${given} ${family}`)

/** Chooses to be one of the cast, the way a visitor does. Gives the page that this leads to. */
export async function become(browser: Browser, name: string, partnership: string): Promise<TestPage> {
  const choice = await browser.visit(`/p/${partnership}/demonstration`)
  const label = [...choice.document.querySelectorAll('label')].find((one) =>
    one.textContent?.trim().startsWith(`${name},`),
  )
  const field = choice.document.getElementById(label?.getAttribute('for') ?? '')
  return choice.submit({ account: field?.getAttribute('value') ?? '' })
}

const patterns = routes.map((route) => {
  const address = addressOf(route)
  return { address, matches: new RegExp(`^${address.replaceAll(/:\w+/g, '[^/]+')}$`) }
})

/** Every address of the product, with its parameters. */
export const addresses: string[] = patterns.map(({ address }) => address)

/** Which address of the product this is. */
export function addressFor(url: string): string {
  const path = url.split('?')[0]!
  const parameters = (address: string) => address.split(':').length
  const [closest] = patterns
    .filter(({ matches }) => matches.test(path))
    .sort((a, b) => parameters(a.address) - parameters(b.address))
  return closest?.address ?? path
}

/** The same for pages that are built alike: the address, and by what it is asked. */
function kindOf(url: string): string {
  const query = new URLSearchParams(url.split('?')[1])
  return `${addressFor(url)}?${[...query.keys()].sort().join('&')}`
}

/** Everything that can be reached from a page. */
export async function followLinks(first: TestPage): Promise<Map<string, Visited>> {
  const visited = new Map<string, Visited>([[first.url, { page: first, from: 'sign-in' }]])
  const seen = new Map<string, number>()
  const queue = linksOf(first).map((url) => ({ url, from: first.url }))
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { url, from } = next
    const kind = `${addressFor(from)} → ${kindOf(url)}`
    if (visited.has(url) || (seen.get(kind) ?? 0) >= OF_EACH) continue
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    const page = await first.browser.visit(url)
    visited.set(url, { page, from })
    // A list that was narrowed leads to the same list narrowed further, without end.
    const links = linksOf(page).filter((link) => !url.includes('?') || !link.includes('?'))
    queue.push(...links.map((link) => ({ url: link, from: url })))
  }
  return visited
}

/** Whether this is a page to look at, and not a file to keep. */
export const isPage = ({ headers }: TestPage): boolean =>
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
