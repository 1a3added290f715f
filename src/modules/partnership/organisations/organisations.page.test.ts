import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import type { Browser } from '../../../../test/support/browser.ts'
import { reportOf } from '../../../../test/support/imports.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { organisationsImport } from './import-organisations.ts'

let world: World
let partnership: PartnershipIdentity
let joseph: Browser
const home = '/p/brookshire'

beforeAll(async () => {
  world = await openWorld()
  partnership = await world.addPartnership('brookshire', { name: 'Brookshire' })
  joseph = await someone({ name: 'Joseph Mensah', role: 'hr_officer' })
  const csv =
    'organisation_ref,name,kind,sector,parent_ref\nT,Learning Trust,other,Schools,\nM,Meadow School,school,Schools,T\nC,Council,council,Social care,\n'
  await reportOf(world, partnership, organisationsImport, csv)
})
afterAll(() => world?.close())

async function someone(who: Omit<Parameters<typeof signedUp>[2], 'secondFactorGiven'>) {
  return world.browser((await signedUp(world, partnership, { ...who, secondFactorGiven: true })).token)
}

const open = async (name: string) => (await joseph.visit(`${home}/organisations`)).follow(name)

test('an organisation is added by hand, and asks for a contact', async () => {
  const form = await (await joseph.visit(`${home}/organisations`)).follow('Add an organisation')
  const added = await form.submit({
    Reference: 'W',
    Name: 'Willow Tree Nursery',
    Kind: 'Early years',
    Sector: 'Early years',
    'Belongs to (optional)': 'Council',
    'Locality (optional)': 'North',
    'Postcode (optional)': 'ng1 5dt',
    'Ofsted number (optional)': 'EY000001',
  })
  expect(added.heading).toBe('Willow Tree Nursery')
  for (const text of ['Early years', 'Council', 'North', 'NG1 5DT', 'EY000001', 'Add a contact'])
    expect(added.text).toContain(text)
})

test('an organisation that would stand above itself is told so at the question', async () => {
  const form = await (await open('Learning Trust')).follow('Correct what is recorded')
  const again = await form.submit({ 'Belongs to (optional)': 'M' })
  expect(again.errors).toEqual([
    'Choose another: it would stand above itself, Learning Trust → Meadow School → Learning Trust',
  ])
  expect(again.document.querySelector('#parent-error')).not.toBeNull()
})

test('a change from a day keeps what was true before, and a correction keeps what was believed', async () => {
  const changing = await (await open('Meadow School')).follow('record a change')
  const changed = await changing.submit({
    Name: 'Meadow Academy',
    'from-day': '1',
    'from-month': '9',
    'from-year': '2026',
  })
  expect(changed.rows().map((cells) => cells.slice(0, 2))).toEqual([
    ['Since 1 September 2026', 'Meadow Academy'],
    ['Until 31 August 2026', 'Meadow School'],
  ])
  const correcting = await changed.follow('Correct what is recorded')
  const corrected = await correcting.submit({ Name: 'Meadows Academy' })
  expect(corrected.heading).toBe('Meadows Academy')
  expect(corrected.text).toContain('it said: Meadow Academy')
  const earlier = await corrected.follow('Correct the time until 31 August 2026')
  expect((await earlier.submit({ Name: 'Meadow Primary School' })).rows().map((cells) => cells[1])).toEqual([
    'Meadows Academy',
    'Meadow Primary School',
  ])
})

test('what somebody else saved while the form was open is not lost', async () => {
  const form = await (await open('Council')).follow('Correct what is recorded')
  await form.submit({ Name: 'Brookshire Council' })
  const again = await (
    await (await open('Brookshire Council')).follow('Correct what is recorded')
  ).submit({
    _version: '1',
    Name: 'Mine',
  })
  expect(again.errors.join()).toContain('Someone else changed this organisation')
  expect(again.valueOf('Name')).toBe('Mine')
})

test('closing says what is still recorded there', async () => {
  const form = await (await open('Learning Trust')).follow('close it')
  expect(form.text).toContain('1 organisation that belongs to it')
  const closed = await form.submit({ 'closedOn-day': '31', 'closedOn-month': '8', 'closedOn-year': '2027' })
  expect(closed.text).toContain('31 August 2027')
})

test('somebody whose role is over one organisation keeps that one and no other', async () => {
  const ids = await world.act(partnership, (ctx) =>
    ctx.db.selectFrom('organisations').select(['id', 'ref']).where('ref', 'in', ['T', 'M']).execute(),
  )
  const idOf = (ref: string) => ids.find((one) => one.ref === ref)!.id
  const ruth = await someone({ name: 'Ruth Ellison', role: 'hr_officer', organisationId: idOf('M') })
  expect((await ruth.visit(`${home}/organisations/${idOf('M')}/correct`)).status).toBe(200)
  expect((await ruth.visit(`${home}/organisations/${idOf('T')}/correct`)).status).toBe(403)
  expect((await ruth.visit(`${home}/organisations/new`)).status).toBe(403)
  expect((await ruth.visit(`${home}/organisations/${idOf('T')}`)).text).not.toContain('Correct what is')
})
