import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type City, openCity } from '../../../../test/support/city.ts'
import { newId } from '#platform'
import { remindMapping } from './keep-mapping.ts'
import { dueWords } from './mapping-round.ts'

let here: City
let sectors: Record<string, string>
beforeAll(async () => {
  here = await openCity()
  sectors = await here.world.act(here.city, async ({ db, partnership }) => {
    const all = await db.selectFrom('sectors').select(['id', 'name']).execute()
    const ids = Object.fromEntries(all.map(({ id, name }) => [name, id]))
    const group = { source: 'The strategy', asAt: '2010-05-12', unit: 'people', sectorId: ids['Schools']! }
    await db
      .insertInto('headcounts')
      .values([
        { ...group, partnershipId: partnership.id, id: newId(), groupName: 'coaches', precision: 'unknown' },
        {
          ...group,
          partnershipId: partnership.id,
          id: newId(),
          groupName: 'teachers',
          precision: 'exact',
          value: 20,
        },
      ])
      .execute()
    const school = await db
      .selectFrom('organisations')
      .select('id')
      .where('ref', '=', 'MEADOW')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('contacts')
      .values({
        partnershipId: partnership.id,
        id: newId(),
        organisationId: school.id,
        name: 'Sam Taylor',
        email: 'sam@example.org',
        purpose: 'workforce',
        addedOn: '2026-01-05',
      })
      .execute()
    return ids
  })
})
afterAll(() => here?.world.close())

const due = { 'dueOn-day': '31', 'dueOn-month': '1', 'dueOn-year': '2027' }
const open = async (answers: Record<string, string | string[]>) =>
  (await here.visit(here.grace, '/quality/rounds/new')).submit({ ...due, ...answers })
const messages = () =>
  here.world.act(here.city, ({ db }) => db.selectFrom('messages').select(['toAddress', 'body']).execute())
const remind = async () => {
  const { id } = await here.world.act(here.city, ({ db }) =>
    db.selectFrom('mappingRounds').select('id').where('title', '=', 'Mapping 2026').executeTakeFirstOrThrow(),
  )
  await here.world.act(here.city, (ctx) => remindMapping.run(ctx, { mappingRoundId: id }))
}

describe('a mapping round', () => {
  test('asks the organisations of its sectors by a due date, and looks for who knows the unseen groups', async () => {
    const page = await open({
      title: 'Mapping 2026',
      purpose: 'So that training can be planned.',
      sectors: [sectors['Schools']!],
      groups: ['yes'],
    })
    expect(page.heading).toBe('Mapping 2026')
    expect(page.text).toContain('due on 31 January 2027 (due in 80 days). 0 of 2 have answered.')
    expect(page.rows()).toEqual([['Schools', '0 of 2', '0', '0', '0', '1']])
    const asked = await page.follow('Everyone who was asked')
    expect(asked.rows().map((row) => [row[0], row[4], row[6]])).toEqual([
      ['coaches', 'Asked, no answer yet', 'Nobody yet'],
      ['Meadow Primary School', 'Asked, no answer yet', 'Sam Taylor, sam@example.org'],
    ])
  })

  test.each([
    [{ title: 'Mapping 2026', sectors: ['x'] }, 'Choose the sectors to ask'],
    [{ title: 'Another', sectors: [] as string[] }, 'Choose the sectors to ask'],
    [{ title: 'Another', 'dueOn-year': '2020' }, 'The day must be today, 12 November 2026, or after'],
  ])('is refused with a sentence: %o', async (answers, sentence) => {
    expect((await open(answers)).errors).toEqual([sentence])
  })

  test('has a name of its own', async () => {
    const again = await open({ title: 'Mapping 2026', sectors: [sectors['Schools']!] })
    expect(again.errors).toEqual(['There is a round of this name: choose another'])
  })

  test('reminds by mail those who have an address and have not answered, once a day', async () => {
    await remind()
    await remind()
    const sent = await messages()
    expect(sent.map(({ toAddress }) => toAddress)).toEqual(['sam@example.org'])
    expect(sent[0]!.body).toContain('Dear Sam Taylor,')
    expect(sent[0]!.body).toContain(
      'that what we hold of Meadow Primary School is right, by 31 January 2027.',
    )
    expect(sent[0]!.body).toContain('So that training can be planned.')
  })

  test('keeps what each answered and when, and tells it by sector', async () => {
    const asked = await here.visit(here.grace, '/quality/requests')
    const saved = await (await asked.follow('Meadow')).submit({ state: 'confirmed', note: 'By telephone' })
    expect(saved.rows().map((row) => [row[0], row[4], row[5]])).toContainEqual([
      'Meadow Primary School',
      'Confirmed that the register is right',
      '12 November 2026',
    ])
    const coaches = await saved.follow('coaches')
    const number = await coaches.follow('add the number')
    expect(number.heading).toBe('Add a group known as a number')
    await coaches.submit({ state: 'returned', contactEmail: 'coach@example.org' })
    const round = await (await here.visit(here.grace, '/quality/rounds')).follow('Mapping 2026')
    expect(round.rows()).toEqual([['Schools', '2 of 2', '1', '1', '0', '1']])
    await remind()
    expect(await messages()).toHaveLength(1)
  })

  test('is closed, and reminds nobody any more', async () => {
    const round = await (await here.visit(here.grace, '/quality/rounds')).follow('Mapping 2026')
    const reminded = await round.submit({}, { button: 'Remind those who have not answered' })
    expect(reminded.text).toContain('Reminders are on their way')
    const closed = await reminded.submit({}, { button: 'Close the round' })
    expect(closed.text).toContain('The round is closed')
    expect(closed.text).not.toContain('Remind those')
    const coaches = await (await here.visit(here.grace, '/quality/requests')).follow('coaches')
    await coaches.submit({ state: 'asked' })
    await remind()
    expect(await messages()).toHaveLength(1)
  })

  test('is seen as far as one may see, and changed by those who keep the register', async () => {
    const asked = await here.visit(here.tom, '/quality/requests')
    expect(asked.rows()).toEqual([])
    expect((await here.visit(here.tom, '/quality/rounds/new')).status).toBe(403)
  })
})

test.each([
  [{ dueOn: '2026-11-15', closedOn: null }, 'due in 3 days'],
  [{ dueOn: '2026-11-12', closedOn: null }, 'due today'],
  [{ dueOn: '2026-11-11', closedOn: null }, '1 day overdue'],
  [{ dueOn: '2026-11-11', closedOn: '2026-11-12' }, 'closed'],
])('a round %o is %s', (round, words) => {
  expect(dueWords(round, '2026-11-12')).toBe(words)
})
