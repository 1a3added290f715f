/** Walks every form: whatever is sent, it never fails, names the field, keeps what was typed and says what to do. */
import { describe, expect, test } from 'vitest'
import { TestPage } from '../support/browser.ts'
import {
  expectHelp,
  expectKept,
  fieldsOf,
  forms,
  isTyped,
  openWalkForTests,
  send,
  withEach,
  withForm,
} from '../support/form-walk.ts'

openWalkForTests()

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

/** What is not among the choices is not, whatever it is. */
const OF_A_CHOICE = Object.fromEntries(
  Object.entries(NONSENSE).filter(([what]) => ['the nil character', 'markup', 'an escape'].includes(what)),
)

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
        : Object.entries(isTyped(kind) ? NONSENSE : OF_A_CHOICE).map(([what, nonsense]) => ({
            at,
            kind,
            what,
            nonsense,
          })),
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
