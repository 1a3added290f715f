import { beforeEach, expect, test } from 'vitest'
import { type World, openWorld } from '../../../test/support/world.ts'

const good = {
  Name: 'North Tyneside',
  'Short name for web addresses': 'north-tyneside',
  'Number of the authority (optional)': '392',
  'Your name': 'Grace Adeyemi',
  'Your e-mail address': 'Grace@Council.example',
  Password: 'copper lantern meadow',
}

let world: World
beforeEach(async () => {
  world = await openWorld()
  return () => world.close()
})

test('an empty installation leads to its set-up, and the set-up to a partnership with an administrator', async () => {
  const browser = world.browser()
  const page = await (await browser.visit('/')).follow('Set up your partnership')
  const answer = await page.sendForm(good)
  expect(answer.headers.location).toBe('/p/north-tyneside')

  const accounts = await browser.visit('/p/north-tyneside/access/accounts')
  expect(accounts.heading).toBe('Set up your second factor')
  const home = await browser.visit('/')
  expect(home.text).toContain('North Tyneside')
  expect(home.text).toContain('Administrator')
})

test('afterwards the page is gone, and so it is for what was typed before', async () => {
  const late = await world.browser().visit('/set-up')
  await (await world.browser().visit('/set-up')).sendForm(good)
  expect((await world.browser().visit('/set-up')).status).toBe(404)
  expect((await late.sendForm({ ...good, 'Short name for web addresses': 'mine' })).statusCode).toBe(404)
})

test('two who set up at once make one partnership', async () => {
  const pages = await Promise.all([world.browser().visit('/set-up'), world.browser().visit('/set-up')])
  const answers = await Promise.all(
    pages.map((page, index) => page.sendForm({ ...good, 'Short name for web addresses': `area-${index}` })),
  )
  expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([303, 404])
  expect(await world.services.database.selectFrom('partnerships').select('id').execute()).toHaveLength(1)
})

test('the form sent twice sets up once', async () => {
  const page = await world.browser().visit('/set-up')
  const answers = await Promise.all([page.sendForm(good), page.sendForm(good)])
  expect(answers.map(({ headers }) => headers.location)).toEqual(['/p/north-tyneside', '/p/north-tyneside'])
  expect(await world.services.database.selectFrom('partnerships').select('id').execute()).toHaveLength(1)
})

test('an empty form says what is missing, a malformed one what to type, and both keep what was typed', async () => {
  const page = await world.browser().visit('/set-up')
  const empty = await page.submit({})
  expect(empty.errors).toEqual([
    'Enter the name of the partnership, such as North Tyneside',
    'Enter a short name for web addresses, such as north-tyneside',
    'Enter your name',
    'Enter an e-mail address in the correct format, like name@example.org',
  ])
  const tries: [Partial<typeof good>, string][] = [
    [
      { 'Short name for web addresses': 'north tyneside' },
      'The code must be letters, digits and hyphens, 40 at most, such as north-tyneside',
    ],
    [
      { 'Number of the authority (optional)': '39' },
      'The authority’s number must be three digits, such as 392',
    ],
    [
      { 'Your e-mail address': 'grace' },
      'Enter an e-mail address in the correct format, like name@example.org',
    ],
    [
      { Password: 'Grace Adeyemi' },
      'The password must not be your name or e-mail address. Choose another, such as three random words',
    ],
  ]
  for (const [wrong, sentence] of tries) {
    const refused = await page.submit({ ...good, ...wrong })
    expect(refused.errors).toEqual([sentence])
    expect(refused.valueOf('Name')).toBe('North Tyneside')
    expect(refused.html).not.toContain(good.Password)
  }
  expect(await world.services.database.selectFrom('partnerships').select('id').execute()).toEqual([])
})
