import { Browsing, textOf } from './browsing.ts'
import { type Result, atMost } from './result.ts'
import type { Workshop } from './workshop.ts'

/** What a browser that was never here fetches to show its first page: the page, styles, scripts and icon, compressed. */
export async function benchFirstVisit(workshop: Workshop): Promise<Result[]> {
  const { url } = await workshop.app()
  const newcomer = new Browsing(url)
  let path = '/'
  let page = await newcomer.get(path)
  let weight = page.body.length
  while (page.headers.location) {
    path = page.headers.location
    page = await newcomer.get(path)
    weight += page.body.length
  }
  if (page.status !== 200) throw new Error(`The first page answered ${page.status}`)
  const parts = new Set(
    [...textOf(page).matchAll(/<(?:link|script|img)\b[^>]*?\b(?:href|src)="(\/[^"]*)"/g)].map(
      ([, part]) => part!,
    ),
  )
  for (const part of parts) weight += (await newcomer.get(part)).body.length
  newcomer.close()
  return [
    atMost('weight of a first visit', weight / 1000, 'kB', 100),
    atMost('requests of a first visit', 1 + parts.size, 'requests', null),
  ]
}
