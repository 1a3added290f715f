/** What people send by mistake: each is answered in plain words, row by row where it can be, and nothing is half brought in. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import type { Browser, TestPage } from '../../../../test/support/browser.ts'
import { doJobs } from '../../../../test/support/do-jobs.ts'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let partnership: PartnershipIdentity
let browser: Browser
let home: string
let count = 0

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  count += 1
  partnership = await world.addPartnership(`place-${count}`, { name: 'Brookshire' })
  home = `/p/place-${count}`
  const dev = { name: 'Dev Rao', role: 'hr_officer', secondFactorGiven: true } as const
  browser = world.browser((await signedUp(world, partnership, dev)).token)
})

const head = 'person_ref,given_name,family_name,birth_date\n'

async function send(content: string | Buffer): Promise<TestPage> {
  const form = await browser.visit(`${home}/imports/new/people`)
  const sent = await form.submit({ 'Your file': { fileName: 'people.csv', content: content as string } })
  if (sent.status === 422) return sent
  await doJobs(world)
  return browser.visit(sent.url)
}

const people = () =>
  world.act(partnership, ({ db }) =>
    db.selectFrom('people').select(['ref', 'familyName']).orderBy('ref').execute(),
  )

async function reasonsFile(page: TestPage): Promise<string[]> {
  const answer = await browser.send('GET', `${page.url}/errors`)
  return answer.body.trim().split(/\r?\n/).slice(1)
}

describe('rows that cannot come in keep the others out, and come back with their reason', () => {
  test.each([
    ['a date that no calendar has', 'P2,Tom,Hill,31/02/1980', /birth_date: .*31\/02\/1980/],
    ['a birth after today', 'P2,Tom,Hill,2030-01-01', /birth_date: 2030-01-01 is after today/],
    ['no name', 'P2,Tom,,', /family_name: There is no family_name in this row/],
    ['the reference of another row', 'P1,Tom,Hill,', /person_ref: Row 2 has the same person_ref/],
    ['what a formula left where it failed', 'P2,#REF!,Hill,', /given_name: .*#REF!/],
    [
      'a value beyond the last heading',
      'P2,Tom,Hill,1980-01-01,moved',
      /The row has 5 cells and the header 4/,
    ],
  ])('%s', async (_what, row, reason) => {
    const preview = await send(`${head}P1,Amina,Khan,1998-04-17\n${row}\n`)
    expect(preview.text).toContain('Rows that cannot come in')
    expect((await reasonsFile(preview)).join('\n')).toMatch(reason)
    expect(await people()).toEqual([])
  })
})

describe('a file that cannot be read is refused whole, and says what to do', () => {
  test.each([
    ['a column that is needed is missing', 'person_ref,given_name\nP1,Amina\n', 'Which column is which?'],
    [
      'two columns have one heading',
      'person_ref,given_name,family_name,family_name\nP1,A,B,C\n',
      'Which column is which?',
    ],
    ['there is nothing in it', '', 'is empty'],
  ])('%s', async (_what, content, words) => {
    expect((await send(content)).text).toContain(words)
    expect(await people()).toEqual([])
  })

  test('broken UTF-8 is never brought in as other letters', async () => {
    const broken = Buffer.concat([
      Buffer.from(`${head}P1,Zo`),
      Buffer.from([0xc3, 0x28, 0xff, 0xc3]),
      Buffer.from(',Khan,\n'),
    ])
    const answer = await send(broken)
    expect(await people()).toEqual([])
    expect(answer.text).toMatch(/UTF-8|Row|row/)
  })
})

test.each([
  ['Latin-1', Buffer.from(`${head}P1,Zoë,Müller,\n`, 'latin1')],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${head}P1,Zoë,Müller,\n`, 'utf16le')])],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${head}P1,Zoë,Müller,\n`)],
])('%s is read right', async (_encoding, content) => {
  const preview = await send(content)
  expect(preview.rows()).toContainEqual(['P1', 'Zoë', 'Müller'])
})
