import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importKinds as ofPartnership } from '#partnership'
import type { PartnershipIdentity } from '#platform'
import { importKinds as ofWorkforce } from '#workforce'
import type { Browser } from '../../../../test/support/browser.ts'
import { reportOf } from '../../../../test/support/imports.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { importKinds } from '../index.ts'

let world: World
let partnership: PartnershipIdentity
let grace: Browser
const home = '/p/brookshire'

const files = {
  organisations:
    'organisation_ref,name,kind,sector\nC,Council,council,Social care\nP,Police,police,Justice\nS,School,school,Schools\nH,Neighbouring Council,council,Social care\n',
  people: 'person_ref,given_name,family_name\nP1,Amina,Khan\nP2,Pat,Officer\nP3,Hana,Health\n',
  engagements:
    'engagement_ref,person_ref,organisation_ref,team,role,basis,started_on,ended_on\nE1,P1,C,,Social worker,permanent,2024-09-02,\nE2,P2,P,,Police officer,permanent,2020-01-06,\nE3,P2,S,,Governor,governor,2025-01-01,\n',
  requirements:
    'requirement_code,title,roles,sectors,bases,kinds,due_within_days,valid_for_months,warn_days,grace_days,evidence_codes,applies_from,applies_to\nSW,Registration refresher,,,,council,0,,0,0,SW-REF,2020-01-01,\nPOL,Police vetting talk,,,,police,0,,0,0,POL-TALK,2020-01-01,\n',
  training:
    'person_ref,course_code,completed_on,expires_on\nP1,SW-REF,2026-01-10,\nP1,WT,2026-01-10,\nP2,WT,2020-01-10,2023-01-10\n',
}

beforeAll(async () => {
  world = await openWorld()
  partnership = await world.addPartnership('brookshire', { name: 'Brookshire' })
  const kinds = [...ofPartnership, ...ofWorkforce, ...importKinds]
  for (const [name, csv] of Object.entries(files)) {
    const report = await reportOf(
      world,
      partnership,
      kinds.find((kind) => kind.name === name)!,
      csv,
    )
    expect(report.rejected).toEqual([])
  }
  const who = { name: 'Grace Adeyemi', role: 'workforce_lead', secondFactorGiven: true } as const
  grace = world.browser((await signedUp(world, partnership, who)).token)
})
afterAll(() => world?.close())

async function joins(ref: string, teamId: string) {
  await world.act(partnership, (ctx) =>
    ctx.db.updateTable('engagements').set({ teamId }).where('ref', '=', ref).execute(),
  )
}

const open = async (name: string) => (await grace.visit(`${home}/teams`)).follow(name)

describe('a team', () => {
  test('is added, renamed, moved and closed, and a name stands only once in an organisation', async () => {
    const form = await (await grace.visit(`${home}/teams`)).follow('Add a team')
    const added = await form.submit({ Name: 'Front door', 'Organisation (optional)': 'Council' })
    expect(added.text).toContain('Council')
    const again = await (
      await grace.visit(`${home}/teams/new`)
    ).submit({
      Name: 'Front door',
      'Organisation (optional)': 'C',
    })
    expect(again.errors).toEqual(['Choose another name: there is a team of this name already'])
    const editing = await added.follow('Rename or move the team')
    const moved = await editing.submit({ Name: 'First contact', 'Organisation (optional)': 'H' })
    expect(moved.heading).toBe('First contact')
    expect(moved.text).toContain('Neighbouring Council')
    const closed = await (
      await moved.follow('Close the team')
    ).submit({
      'closedOn-day': '31',
      'closedOn-month': '10',
      'closedOn-year': '2026',
    })
    expect(closed.text).toContain('It closed on 31 October 2026')
    expect((await grace.visit(`${home}/teams`)).text).not.toContain('First contact')
  })
})

describe('a co-located team', () => {
  beforeAll(async () => {
    const form = await grace.visit(`${home}/teams/new`)
    const team = await form.submit({ Name: 'Safeguarding hub', coLocated: 'yes' })
    const id = team.url.split('/').at(-1)!
    await joins('E1', id)
    await joins('E2', id)
  })

  test('holds members of several employers, each under their own', async () => {
    const team = await open('Safeguarding hub')
    expect(team.text).toContain('Multi-agency team, works in one place')
    expect(team.text).toContain('2 members of 2 employers')
    const tables = [...team.document.querySelectorAll('main table')].map((table) => [
      table.querySelector('caption')?.textContent?.trim(),
      [...table.querySelectorAll('tbody tr')].map((row) => row.querySelector('th')?.textContent?.trim()),
    ])
    expect(tables).toEqual([
      ['Council: 1', ['Amina Khan']],
      ['Police: 1', ['Pat Officer']],
    ])
  })

  test('leaves each member with what their own employer requires', async () => {
    const ids = await world.act(partnership, (ctx) =>
      ctx.db.selectFrom('people').select(['id', 'ref']).execute(),
    )
    const required = async (ref: string) =>
      (await grace.visit(`${home}/assurance/people/${ids.find((one) => one.ref === ref)!.id}`)).text
    expect(await required('P1')).toContain('Registration refresher')
    expect(await required('P1')).not.toContain('Police vetting talk')
    expect(await required('P2')).toContain('Police vetting talk')
    expect(await required('P2')).not.toContain('Registration refresher')
  })

  test('shows by agency who has the training that all share, and what runs out', async () => {
    const baseline = await (await open('Safeguarding hub')).follow('Training that everyone in it shares')
    expect(baseline.text).toContain('No shared training is chosen')
    const choosing = await baseline.follow('Choose the shared training')
    const chosen = await choosing.submit({ training: ['WT'] })
    expect(chosen.text).toContain('1 of 2 members have all of it')
    expect(chosen.rows()).toEqual([
      ['Amina Khan', 'Social worker', '10 Jan 2026', '1 of 1 met'],
      ['Pat Officer', 'Police officer', 'Ran out 10 Jan 2023', '0 of 1 met'],
    ])
    const none = await (await chosen.follow('Choose the shared training')).submit({ training: [] })
    expect(none.text).toContain('No shared training is chosen')
  })
})

test('partner organisations of every kind are held, and one person works at several of them at once', async () => {
  const list = await grace.visit(`${home}/organisations`)
  expect(list.rows().map((cells) => [cells[0], cells[2]])).toEqual([
    ['Council', 'Council'],
    ['Neighbouring Council', 'Council'],
    ['Police', 'Police'],
    ['School', 'School or college'],
  ])
  for (const name of ['Police', 'School'])
    expect((await list.follow(name)).text).toContain('1 person works here today')
  expect((await grace.visit(`${home}/people?search=officer`)).text).toContain('1 person')
})
