/** Walks every form: empty and stale, it never fails, names the field, keeps what was typed and says what to do. */
import { describe, expect, test } from 'vitest'
import { TestPage } from '../support/browser.ts'
import {
  SECRET,
  countRows,
  expectHelp,
  fieldsOf,
  forms,
  isTyped,
  openWalkForTests,
  send,
  withEach,
  withForm,
} from '../support/form-walk.ts'

openWalkForTests()

/** Forms that are complete without an answer, and why. */
const NOTHING_TO_ASK: Record<string, string> = {
  '/p/:partnership/quality/rounds/:mappingRoundId': 'buttons: remind, or close the round',
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

describe('stale', () => {
  test.each(forms)('%s', (form) =>
    withEach(form, ['0', '', 'nonsense', '-1', '1.5', '9'.repeat(20)], async (version, page, prepared) => {
      const shown = page.form().querySelector('input[name=_version]')
      if (!shown) return 422
      shown.setAttribute('value', version)
      const { answers, button } = prepared
      const before = await countRows(prepared)
      const response = await page.sendForm(answers, button ? { button } : {})
      const again = new TestPage(page.browser, page.url, response)
      expectHelp(again)
      expect(again.errors.join(' '), version).toContain('Someone else changed')
      for (const [name, value] of Object.entries(answers))
        if (!SECRET.test(name) && fieldsOf(again).get(name) === 'text')
          expect(again.valueOf(name), name).toBe(value)
      expect(await countRows(prepared)).toEqual(before)
      return response.statusCode
    }),
  )

  test.each(forms)('a form without its token, or from elsewhere, changes nothing: %s', (form) =>
    withForm(form, async (page, prepared) => {
      const before = await countRows(prepared)
      expect((await send(page, prepared, [], { _token: 'short' })).status).toBe(400)
      expect((await send(page, prepared, [], { _csrf: 'made-up' })).status).toBe(403)
      expect(await countRows(prepared)).toEqual(before)
    }),
  )
})
