/** Walks every form: sent twice at once, it leaves the same rows as sent once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf } from '#web'
import { type Walk, openWalk, routes } from '../support/walk.ts'
import { closeEmpty } from './valid-answers/empty-installation.ts'
import { validAnswers } from './valid-answers/index.ts'
import type { Prepared } from './valid-answers/prepared.ts'

let walk: Walk
beforeAll(async () => (walk = await openWalk()))
afterAll(async () => {
  await closeEmpty()
  await walk?.close()
})

const forms = routes.flatMap((route) => (route.kind === 'page' && route.submit ? [addressOf(route)] : []))

test('every form has answers that can be taken, and there are answers for no other', () => {
  expect(Object.keys(validAnswers).sort()).toEqual([...forms].sort())
})

test.each(forms.filter((form) => validAnswers[form]))('%s', async (form) => {
  const once = await rowsLeftBy(await validAnswers[form]!(walk), 1)
  const twice = await rowsLeftBy(await validAnswers[form]!(walk), 2)
  expect(once['form_submissions']).toBe(1)
  expect(twice).toEqual(once)
})

/** How many rows came to each table, or went, by sending the form so many times at once. */
async function rowsLeftBy(prepared: Prepared, times: number): Promise<Record<string, number>> {
  const { browser, url, answers, button } = prepared
  const countRows = prepared.countRows ?? (() => walk.countRows())
  const page = await browser.visit(url)
  expect(page.status, `${url}: ${page.heading}`).toBe(200)
  const before = await countRows()
  const sent = await Promise.all(
    Array.from({ length: times }, () => page.sendForm(answers, button ? { button } : {})),
  )
  const after = await countRows()
  await prepared.close?.()
  for (const response of sent) expect(response.statusCode, errorsIn(response.body)).toBe(303)
  expect(new Set(sent.map(({ headers }) => headers.location)).size).toBe(1)
  return Object.fromEntries(
    Object.entries(after).flatMap(([table, count]) =>
      count === before[table] ? [] : [[table, count - before[table]!]],
    ),
  )
}

const errorsIn = (html: string) =>
  [...html.matchAll(/<li><a href="#([^"]*)">([^<]*)/g)].map(([, id, text]) => `${id}: ${text}`).join('; ')
