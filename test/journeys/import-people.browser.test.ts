/** Brings in people and their engagements from the files of an HR system: CSV and Excel, twice. */
import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { writeXlsx } from '#platform/spreadsheets/index'
import { Site, looks } from '../support/site.ts'

let site: Site | undefined
afterEach(() => site?.close())

describe.each(looks)('$width px wide, JavaScript $javaScript', (look) => {
  test('an HR extract brings in people, and a workbook what they do; again they change nothing', async () => {
    site = await Site.open(look)
    await site.become('Joseph Mensah', look.partnership)
    const organisation = await anOrganisation(site, look.partnership)
    const people = readFileSync('test/files/hr-people.csv')
    const engagements = await workbook(organisation)

    for (const again of [false, true]) {
      await upload(site, look.partnership, 'People', 'hr-people.csv', people)
      expect(await site.heading()).toBe('Which column is which?')
      await site.select('person_ref (needed)', 'Payroll number (HR9001)')
      await site.select('given_name (needed)', 'Forename (Leila)')
      await site.select('family_name (needed)', 'Surname (Okonkwo)')
      await site.select('birth_date', 'Date of birth (17/04/1990)')
      await site.select('email', 'Work email (leila.okonkwo@example.org)')
      await site.select('swe_number', 'SWE registration (SW990001)')
      await site.press('Check the file')
      await lookThrough(site, 3, again)

      await upload(site, look.partnership, 'Engagements', 'engagements.xlsx', engagements)
      await lookThrough(site, 3, again)
    }

    await site.visit(`/p/${look.partnership}/people?search=HR9002`)
    await site.follow('Zoë Ashworth')
    expect(await site.text()).toMatch(/2 November 1984.*Family support worker.*Since\s*1 April 2024/)
  })
})

async function upload(site: Site, partnership: string, kind: string, name: string, content: Buffer) {
  await site.visit(`/p/${partnership}/imports`)
  await site.follow('Bring in a file')
  await site.follow(kind)
  await site.giveFile(name, content)
  await site.press('Check the file')
}

/** Looks at what the file would do, and lets it: the first time everything is new, the second nothing is. */
async function lookThrough(site: Site, rows: number, again: boolean) {
  await site.waitFor(/Ready to look through/)
  const [fresh, same] = again ? ['0', String(rows)] : [String(rows), '0']
  expect(await site.figures()).toEqual({ new: fresh, changed: '0', 'the same as now': same, rejected: '0' })
  if (again) expect(await site.text()).toContain('Everything in this file is here already')
  await site.press(again ? 'Finish' : /^Bring in 3/)
  await site.waitFor(/Brought in/)
}

/** The reference of an organisation that is there. */
async function anOrganisation(site: Site, partnership: string): Promise<string> {
  await site.visit(`/p/${partnership}/organisations`)
  const link = site.page.locator('main tbody a').first()
  await site.page.goto((await link.getAttribute('href'))!)
  await site.check()
  const reference = site.page.locator('.govuk-summary-list__row').filter({ hasText: /^\s*Reference/ })
  return (await reference.first().locator('dd').innerText()).trim()
}

function workbook(organisation: string): Promise<Buffer> {
  const rows = ['HR9001', 'HR9002', 'HR9003'].map((person, at) => ({
    engagement_ref: `${person}-1`,
    person_ref: person,
    organisation_ref: organisation,
    role: 'Family support worker',
    basis: 'permanent',
    fte: at === 0 ? '0.6' : '1',
    started_on: '2024-04-01',
  }))
  const columns = Object.keys(rows[0]!).map((header) => ({
    header,
    value: (row: (typeof rows)[number]) => row[header as keyof typeof row],
  }))
  return buffer(writeXlsx('Engagements', columns as never, rows))
}
