/** What the walks over every form do: open it, fill it in, send it, and look at what comes back. */
import { afterAll, beforeAll, expect } from 'vitest'
import { addressOf } from '#web'
import { TestPage } from './browser.ts'
import { type Walk, openWalk, routes } from './walk.ts'
import { closeEmpty } from '../walks/valid-answers/empty-installation.ts'
import { validAnswers } from '../walks/valid-answers/index.ts'
import type { Prepared } from '../walks/valid-answers/prepared.ts'

/** Fields that no page may give back. */
export const SECRET = /password/i

let walk: Walk

/** Called once by each file of tests. */
export function openWalkForTests(): void {
  beforeAll(async () => {
    walk = await openWalk()
  })
  afterAll(async () => {
    await closeEmpty()
    await walk?.close()
  })
}

/** How many rows there are where a form's changes would go. */
export const countRows = (prepared: Prepared) => (prepared.countRows ?? walk.countRows)()

export const forms = routes
  .flatMap((route) => (route.kind === 'page' && route.submit ? [addressOf(route)] : []))
  .filter((form) => validAnswers[form])

interface Opened {
  page: TestPage
  prepared: Prepared
}

async function open(form: string): Promise<Opened> {
  const prepared = await validAnswers[form]!(walk)
  const page = await prepared.browser.visit(prepared.url)
  expect(page.status, `${prepared.url}: ${page.heading}`).toBe(200)
  return { page, prepared }
}

/** Opens the form afresh, and does something with it. */
export async function withForm<T>(
  form: string,
  work: (page: TestPage, prepared: Prepared) => Promise<T>,
): Promise<T> {
  const { page, prepared } = await open(form)
  try {
    return await work(page, prepared)
  } finally {
    await prepared.close?.()
  }
}

/** Does it with each: a form that was refused is there to be sent again, and one that was taken is opened afresh. */
export async function withEach<T>(
  form: string,
  each: readonly T[],
  work: (one: T, page: TestPage, prepared: Prepared) => Promise<number>,
): Promise<void> {
  let opened: Opened | undefined
  try {
    for (const one of each) {
      opened ??= await open(form)
      if ((await work(one, opened.page, opened.prepared)) === 422) continue
      await opened.prepared.close?.()
      opened = undefined
    }
  } finally {
    await opened?.prepared.close?.()
  }
}

/** The fields that a person fills in, by name; each with its kind. */
export function fieldsOf(page: TestPage): Map<string, string> {
  const fields = new Map<string, string>()
  for (const field of page.form().querySelectorAll('input, select, textarea')) {
    const name = field.getAttribute('name')
    const kind =
      field.tagName === 'INPUT' ? (field.getAttribute('type') ?? 'text') : field.tagName.toLowerCase()
    if (name && kind !== 'hidden') fields.set(name, kind)
  }
  return fields
}

export const isTyped = (kind: string) => !['radio', 'checkbox', 'select', 'file'].includes(kind)

/** Sends what is given and nothing else but what the page hides in the form and its first button says. */
export async function send(
  page: TestPage,
  { url, browser }: Prepared,
  answers: [string, string][],
  hidden: Record<string, string> = {},
): Promise<TestPage> {
  const unseen = [
    ...page.form().querySelectorAll('input[type=hidden]'),
    ...[...page.form().querySelectorAll('button')].slice(0, 1),
  ]
  const kept = unseen
    .filter((field) => field.hasAttribute('name'))
    .map((field) => [field.getAttribute('name')!, field.getAttribute('value') ?? ''] as [string, string])
  const body = new URLSearchParams([
    ...kept.map(([name, value]) => [name, hidden[name] ?? value] as [string, string]),
    ...answers,
  ])
  const response = await browser.send('POST', url, body.toString(), 'application/x-www-form-urlencoded')
  return new TestPage(browser, url, response)
}

/** What must hold of every page that shows a form again. */
export function expectHelp(page: TestPage) {
  expect(page.status).toBe(422)
  expect(page.title).toMatch(/^Error: /)
  expect(page.errors.length).toBeGreaterThan(0)
  const links = [...page.document.querySelectorAll('.govuk-error-summary__list a')].map(
    (link) => link.getAttribute('href') ?? '',
  )
  for (const link of links)
    expect(page.document.getElementById(link.slice(1)), `${link} in ${page.errors.join('; ')}`).not.toBeNull()
  // Sentences of ours, for people: never those of the library that reads the answers.
  for (const error of page.errors) {
    expect(error).not.toMatch(/^Invalid|^Too |expected|received|undefined|NaN|regex/i)
    expect(error).toMatch(/^[\p{Lu}“].{9,400}$/u)
  }
  return links
}

/** What was typed stands in the fields again, as text; secrets do not. */
export function expectKept(page: TestPage, typed: string, fields: [string, string][]) {
  expect(page.html).not.toContain('<script>alert')
  if (/[\0\uD800-\uDFFF]/.test(typed) && !/\p{Emoji}/u.test(typed)) return
  for (const [name, kind] of fields.filter(([, kind]) => isTyped(kind))) {
    if (SECRET.test(name)) expect(page.valueOf(name), name).toBe('')
    else expect(page.valueOf(name), `${name} (${kind})`).toBe(typed)
  }
}
