/** Walks every form: empty, malformed and stale, it never fails, names the field, keeps what was typed and says what to do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressOf } from '#web'
import { TestPage } from '../support/browser.ts'
import { type Walk, openWalk, routes } from '../support/walk.ts'
import { closeEmpty } from './valid-answers/empty-installation.ts'
import { validAnswers } from './valid-answers/index.ts'
import type { Prepared } from './valid-answers/prepared.ts'

/** Forms that are complete without an answer, and why. */
const NOTHING_TO_ASK: Record<string, string> = {
  '/p/:partnership/people/:personId/engagements/:engagementId/undo': 'asks whether to take a change back',
  '/p/:partnership/people/:personId/engagements/:engagementId/reopen': 'asks whether an end was wrong',
  '/p/:partnership/roles/:roleId/edit': 'whatever is not said is not said',
  '/sign-out': 'a button',
  '/account': 'a button: sign out everywhere else',
  '/account/recovery-codes': 'a button: the codes are kept',
  '/p/:partnership/learning/bookings/:bookingId/cancel': 'a button: the page says what it does',
  '/p/:partnership/assurance/teams/:teamId/baseline/edit': 'nothing ticked takes the shared training away',
  '/p/:partnership/contacts/ask': 'a button: the page says to how many it writes',
  '/p/:partnership/access/invitations/:invitationId': 'a button: withdraw',
  '/p/:partnership/strategies/sectors/:sectorId': 'ticks: none is an answer',
  '/p/:partnership/merges/:personMergeId': 'a button: undo',
  '/p/:partnership/figures/equality/release': 'a button: the page says what it does',
  '/p/:partnership/me/equality': 'every question is voluntary',
  '/p/:partnership/imports/:importId': 'buttons: bring it in, or abandon it',
}

/** Fields that no page may give back. */
const SECRET = /password/i

const NONSENSE: Record<string, string> = {
  'very long': 'x'.repeat(6_000),
  'the nil character': 'Amina\0Khan',
  markup: '<script>alert("1")</script>',
  emoji: '👩🏽‍🏫'.repeat(5),
  'only spaces': '   ',
  'a number that is too large': '99999999999999999999',
  'a number below nothing': '-1',
  'no number': '1e400',
  'half of a pair': '\uD83D',
  'an escape': `'; drop table people; --`,
}

let walk: Walk
beforeAll(async () => (walk = await openWalk()))
afterAll(async () => {
  await closeEmpty()
  await walk?.close()
})

const forms = routes
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
async function withForm<T>(
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
async function withEach<T>(
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
function fieldsOf(page: TestPage): Map<string, string> {
  const fields = new Map<string, string>()
  for (const field of page.form().querySelectorAll('input, select, textarea')) {
    const name = field.getAttribute('name')
    const kind =
      field.tagName === 'INPUT' ? (field.getAttribute('type') ?? 'text') : field.tagName.toLowerCase()
    if (name && kind !== 'hidden') fields.set(name, kind)
  }
  return fields
}

const isTyped = (kind: string) => !['radio', 'checkbox', 'select', 'file'].includes(kind)

/** Sends what is given and nothing else but what the page hides in the form and its first button says. */
async function send(
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
function expectHelp(page: TestPage) {
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

describe('empty', () => {
  test.each(forms)('%s', (form) =>
    withForm(form, async (page, prepared) => {
      const empty = [...fieldsOf(page)]
        .filter(([, kind]) => isTyped(kind))
        .map(([name]) => [name, ''] as [string, string])
      const again = await send(page, prepared, empty)
      if (form in NOTHING_TO_ASK) return expect(again.status).toBe(303)
      expect(expectHelp(again).length, 'links to fields').toBeGreaterThan(0)
    }),
  )

  test('those that ask nothing are forms of the product', () => {
    expect(Object.keys(NOTHING_TO_ASK).filter((form) => !forms.includes(form))).toEqual([])
  })
})

describe('malformed', () => {
  test.each(forms)('every answer at once: %s', (form) =>
    withEach(form, Object.entries(NONSENSE), async ([what, nonsense], page, prepared) => {
      const fields = [...fieldsOf(page)]
      const again = await send(
        page,
        prepared,
        fields.map(([name]) => [name, nonsense]),
      )
      expect([303, 422], `${what}: ${again.heading}`).toContain(again.status)
      if (again.status === 422) {
        expectHelp(again)
        expectKept(again, nonsense, fields)
      }
      return again.status
    }),
  )

  test.each(forms)('one answer among good ones: %s', async (form) => {
    const kinds = await withForm(form, async (page) => [...fieldsOf(page).values()])
    const tries = kinds.flatMap((kind, at) =>
      kind === 'file'
        ? []
        : Object.entries(NONSENSE).map(([what, nonsense]) => ({ at, kind, what, nonsense })),
    )
    await withEach(form, tries, async ({ at, kind, what, nonsense }, page, { answers, button }) => {
      // Names can hold the id of what was made for this opening.
      const name = [...fieldsOf(page).keys()][at]!
      const response = await page.sendForm({ ...answers, [name]: nonsense }, button ? { button } : {})
      expect([303, 422], `${name} as ${what}`).toContain(response.statusCode)
      if (response.statusCode === 422) {
        const again = new TestPage(page.browser, page.url, response)
        expectHelp(again)
        expectKept(again, nonsense, [[name, kind]])
      }
      return response.statusCode
    })
  })

  test.each(forms)('every answer given three times: %s', (form) =>
    withForm(form, async (page, prepared) => {
      const thrice = [...fieldsOf(page).keys()].flatMap((name) =>
        ['one', 'two', 'three'].map((value) => [name, value] as [string, string]),
      )
      const again = await send(page, prepared, thrice)
      expect([303, 422]).toContain(again.status)
      if (again.status === 422) expectHelp(again)
    }),
  )

  test.each(forms)('with names that no field has: %s', (form) =>
    withForm(form, async (page, prepared) => {
      const strange = [
        '__proto__',
        'constructor',
        'attendance-',
        'column-',
        'option-',
        '_form',
        'a[b][c]',
        '\0',
      ]
      const again = await send(
        page,
        prepared,
        strange.map((name) => [name, 'x']),
      )
      expect([303, 422]).toContain(again.status)
    }),
  )
})

/** What was typed stands in the fields again, as text; secrets do not. */
function expectKept(page: TestPage, typed: string, fields: [string, string][]) {
  expect(page.html).not.toContain('<script>alert')
  if (/[\0\uD800-\uDFFF]/.test(typed) && !/\p{Emoji}/u.test(typed)) return
  for (const [name, kind] of fields.filter(([, kind]) => isTyped(kind))) {
    if (SECRET.test(name)) expect(page.valueOf(name), name).toBe('')
    else expect(page.valueOf(name), `${name} (${kind})`).toBe(typed)
  }
}

describe('stale', () => {
  test.each(forms)('%s', (form) =>
    withEach(form, ['0', '', 'nonsense', '-1', '1.5', '9'.repeat(20)], async (version, page, prepared) => {
      const shown = page.form().querySelector('input[name=_version]')
      if (!shown) return 422
      shown.setAttribute('value', version)
      const { answers, button } = prepared
      const countRows = prepared.countRows ?? walk.countRows
      const before = await countRows()
      const response = await page.sendForm(answers, button ? { button } : {})
      const again = new TestPage(page.browser, page.url, response)
      expectHelp(again)
      expect(again.errors.join(' '), version).toContain('Someone else changed')
      for (const [name, value] of Object.entries(answers))
        if (!SECRET.test(name) && fieldsOf(again).get(name) === 'text')
          expect(again.valueOf(name), name).toBe(value)
      expect(await countRows()).toEqual(before)
      return response.statusCode
    }),
  )

  test.each(forms)('a form without its token, or from elsewhere, changes nothing: %s', (form) =>
    withForm(form, async (page, prepared) => {
      const before = await (prepared.countRows ?? walk.countRows)()
      expect((await send(page, prepared, [], { _token: 'short' })).status).toBe(400)
      expect((await send(page, prepared, [], { _csrf: 'made-up' })).status).toBe(403)
      expect(await (prepared.countRows ?? walk.countRows)()).toEqual(before)
    }),
  )
})
