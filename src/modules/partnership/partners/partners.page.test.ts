import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import type { Browser } from '../../../../test/support/browser.ts'
import { reportOf } from '../../../../test/support/imports.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { organisationsImport } from '../organisations/import-organisations.ts'

let world: World
let partnership: PartnershipIdentity
let grace: Browser
const home = '/p/brookshire'

beforeAll(async () => {
  world = await openWorld()
  partnership = await world.addPartnership('brookshire', { name: 'Brookshire' })
  const csv =
    'organisation_ref,name,kind,sector,locality\nC,Council,council,Social care,\nI,Care Board,health,Health,\nP,Police,police,Justice,\nS,Swimming Trust,leisure_culture,Sports,North\n'
  await reportOf(world, partnership, organisationsImport, csv)
  const who = { name: 'Grace Adeyemi', role: 'workforce_lead', secondFactorGiven: true } as const
  grace = world.browser((await signedUp(world, partnership, who)).token)
})
afterAll(() => world?.close())

const add = async (organisation: string, role: string, area = 'The whole area') =>
  (await grace.visit(`${home}/partners/new`)).submit({
    Organisation: organisation,
    'What it is': role,
    For: area,
  })

async function speaks(partner: string, name: string, as: string) {
  const form = await (await (await grace.visit(`${home}/partners`)).follow(partner)).follow('Add somebody')
  return form.submit({ Name: name, As: as })
}

test('an area has its statutory partners and relevant agencies with who speaks for them, and says what is missing', async () => {
  expect((await grace.visit(`${home}/partners`)).text).toContain('No partners are recorded yet')
  await add('Council', 'Statutory partner: local authority')
  await add('I', 'Statutory partner: integrated care board')
  const agency = await add('Swimming Trust', 'Relevant agency', 'North')
  expect(agency.text).toContain('For North, since 12 November 2026')
  await speaks('Council', 'Chi Executive', 'Lead safeguarding partner')
  await speaks('Council', 'Dee Director', 'Delegated safeguarding partner')
  await speaks('Care Board', 'Lee Chief', 'Lead safeguarding partner')
  const page = await grace.visit(`${home}/partners`)
  expect(page.text).toContain('Lead safeguarding partner: Chi Executive')
  expect(page.text).toContain('Swimming Trust, for North')
  expect([...page.document.querySelectorAll('.govuk-inset-text li')].map((item) => item.textContent)).toEqual(
    [
      'Care Board has no delegated safeguarding partner',
      'No organisation is recorded as statutory partner: police',
    ],
  )
  await add('Police', 'Statutory partner: police')
  expect((await grace.visit(`${home}/partners`)).text).not.toContain('No organisation is recorded')
})

test('an organisation is the same for one area only once', async () => {
  expect((await add('Council', 'Statutory partner: local authority')).errors).toEqual([
    'This organisation is recorded as that already',
  ])
})

test('who spoke for a partner before stays on its page', async () => {
  const partner = await (await grace.visit(`${home}/partners`)).follow('Council')
  const ending = await partner.follow('End that Dee Director speaks for it')
  const day = (date: string) => {
    const [year, month, day] = date.split('-') as [string, string, string]
    return { 'endedOn-day': day, 'endedOn-month': month, 'endedOn-year': year }
  }
  expect((await ending.submit(day('2026-11-01'))).errors).toEqual([
    'The last day must be on or after the first, 12 November 2026',
  ])
  const after = await ending.submit(day('2026-11-30'))
  expect(after.text).toContain('Dee Director, since 12 November 2026 until 30 November 2026')
  const agency = await (await grace.visit(`${home}/partners`)).follow('Swimming Trust')
  await (await agency.follow('say that it is a partner no more')).submit(day('2026-11-12'))
  expect((await grace.visit(`${home}/partners`)).text).toContain('until 12 November 2026')
})
