/** A manager sees how the team stands and why; whoever sets requirements makes one, records what meets it, and exempts. */
import { parse } from 'csv-parse/sync'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { addDays, dateInEngland, formatDate } from '#platform'
import { statusWords } from '../../src/modules/assurance/compliance.ts'
import { runNode } from '../support/run-node.ts'
import { Site, looks } from '../support/site.ts'

const title = 'Lone working: safe visits'
const code = 'LONE-WORKING'
const today = dateInEngland(new Date())
const yesterday = addDays(today, -1)
const tomorrow = addDays(today, 1)

let site: Site | undefined
afterEach(() => site?.close())

describe.each(looks)('$width px wide, JavaScript $javaScript', (look) => {
  test('a requirement is made, met by one, and another is exempt from it; the manager sees who and why', async () => {
    site = await Site.open(look)
    await site.become('Helen Rowe', look.partnership)
    await makeRequirement(site, look.partnership)

    await site.become('Tom Whitfield', look.partnership)
    await findInTeam(site)
    await askForAnotherDay(site)
    expect(await whoStands(site, look.partnership)).toMatchObject({
      'Tom Whitfield': 'Overdue',
      'Amina Khan': 'Overdue',
    })
    await seeWhy(site)

    await site.become('Helen Rowe', look.partnership)
    await openPerson(site, look.partnership, 'Tom Whitfield')
    await recordEvidence(site)
    await openPerson(site, look.partnership, 'Amina Khan')
    await exempt(site)

    await site.become('Tom Whitfield', look.partnership)
    expect(await whoStands(site, look.partnership)).toMatchObject({
      'Tom Whitfield': 'Met',
      'Amina Khan': 'Exempt',
    })
  })
})

/** Helen makes a requirement; what she typed stays while she mends what was wrong. */
async function makeRequirement(site: Site, partnership: string) {
  await site.visit(`/p/${partnership}`)
  await site.follow('Compliance')
  await site.follow('Requirements')
  await site.follow('Add a requirement')
  await site.checkEnlarged()
  await site.press('Add the requirement')
  expect(await site.errors()).toEqual([
    'Enter what people call the requirement',
    'Enter a code, like SG-CORE',
    'Enter the code of at least one course or check',
    'Enter the first day it applies',
  ])
  await site.fill('Title', title)
  await site.fill('Code', code)
  await site.fill('Course and check codes', code)
  await site.page.getByText('Roles: all').click()
  await site.choose('Social work team manager')
  await site.choose('Newly qualified social worker')
  await site.fill('Counts for', 'three years')
  await site.fillDate('First day it applies', '2026-02-31')
  await site.press('Add the requirement')
  expect(await site.errors()).toEqual([
    'Counts for: enter a whole number from 1 to 1,200, or leave it empty',
    '“31 2 2026” is not a real date: February 2026 has 28 days',
  ])
  expect(await site.page.getByLabel('Counts for').inputValue()).toBe('three years')
  expect(await site.page.getByLabel('Newly qualified social worker').isChecked()).toBe(true)
  await site.fill('Counts for', '36')
  await site.fillDate('First day it applies', '2026-02-01')
  await site.press('Add the requirement')
  expect(await site.message()).toBe('The requirement is in force from its first day')
  expect(await site.heading()).toBe(title)
  expect(await site.text()).toMatch(/Compliance: 0 of \d+ \(0%\) of the people it binds/)
  await site.checkEnlarged()
}

/** Tom looks through the team: the worst first, then by name, then for one person. */
async function findInTeam(site: Site) {
  await site.follow('Compliance')
  await site.checkEnlarged()
  const words: string[] = Object.values(statusWords)
  const ranks = (await site.rows()).map(([, , worst]) => words.indexOf(worst!))
  expect(ranks[0]).toBe(0)
  expect(ranks).toEqual(ranks.toSorted((one, other) => one - other))

  await site.follow(/^Person$/)
  const families = (await site.rows()).map(([name]) => name!.split(' ').at(-1)!)
  expect(families).toEqual(families.toSorted((one, other) => (one < other ? -1 : 1)))
  await site.fill('Search people', 'amina')
  await site.press('Show')
  expect(await site.rows()).toEqual([['Amina Khan', ...Array.from({ length: 8 }, () => expect.any(String))]])
  await site.follow('Clear')
}

/** A day that cannot be read is said, and kept as it was typed. */
async function askForAnotherDay(site: Site) {
  await site.fill('As at', 'next summer')
  await site.press('Show')
  expect(await site.text()).toContain('“next summer” is not a date we can read')
  expect(await site.page.getByLabel('As at').inputValue()).toBe('next summer')
  await site.fill('As at', '31/1/2026')
  await site.press('Show')
  expect(await site.text()).toContain('How it stands on 31 January 2026')
  await site.follow('Clear')
}

/** How those of the team stand whom the requirement binds: on the page, in the file, and by the command alike. */
async function whoStands(site: Site, partnership: string): Promise<Record<string, string>> {
  await site.visit(`/p/${partnership}/assurance/team`)
  await site.select('Requirement', title)
  await site.press('Show')
  const page = Object.fromEntries((await site.rows()).map(([name, , worst]) => [name, worst!]))
  const file = await site.download(/^CSV/)
  expect(file.name).toBe(`compliance-${today}.csv`)
  const lines: Record<string, string>[] = parse(file.content, { columns: true, bom: true })
  // The page shows the first of many, the file all.
  expect(lines.length).toBeGreaterThan(1)
  expect(Object.fromEntries(lines.map((line) => [line['Person'], line['Most pressing']]))).toMatchObject(page)
  const met = lines.filter((line) => line['Met'] === '1').length
  const bound = lines.filter((line) => line['Exempt'] === '0').length
  expect(await site.text()).toContain(`${met} of ${bound} `)

  const said = await compliance(partnership)
  for (const line of lines)
    expect(statusWords[said.get(line['Reference']!)!.status], line['Person']).toBe(line['Most pressing'])
  return page
}

/** Tom follows his own name to what is required of him, and why. */
async function seeWhy(site: Site) {
  await site.follow('Tom Whitfield')
  await site.checkEnlarged()
  const card = site.page.locator('.govuk-summary-card').filter({ hasText: title })
  expect((await card.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
    /Status Overdue When Was due by 1 February 2026.*because Social work team manager at .* since .*It counts from 1 February 2026/,
  )
  await card.getByRole('link', { name: 'What it asks' }).click()
  await site.check()
  expect(await site.heading()).toBe(title)
}

async function openPerson(site: Site, partnership: string, name: string) {
  await site.visit(`/p/${partnership}/assurance/team`)
  await site.fill('Search people', name)
  await site.press('Show')
  await site.follow(name)
}

async function recordEvidence(site: Site) {
  await site.follow('Record evidence')
  await site.checkEnlarged()
  await site.press('Record it')
  expect(await site.errors()).toEqual([
    'Choose what the person has',
    'Enter the day it was completed or issued',
  ])
  await site.select('What the person has', code)
  await site.fillDate('When was it completed or issued?', tomorrow)
  await site.fill('Who ran or issued it (optional)', 'The personal safety trust')
  await site.press('Record it')
  expect(await site.errors()).toEqual(['The day must be today or in the past'])
  expect(await site.page.getByLabel('Who ran or issued it (optional)').inputValue()).toBe(
    'The personal safety trust',
  )
  await site.fillDate('When was it completed or issued?', yesterday)
  await site.press('Record it')
  expect(await site.message()).toBe('It is recorded that Tom Whitfield has this')
  expect(await site.text()).toMatch(new RegExp(`${title}.*Met by ${code}, on ${formatDate(yesterday)}`))
}

async function exempt(site: Site) {
  await site.follow('Exempt from a requirement')
  await site.checkEnlarged()
  await site.select('Requirement', title)
  await site.fillDate('Last day', yesterday)
  await site.press('Exempt the person')
  expect(await site.errors()).toEqual(['Enter the reason', 'The last day must be on or after the first'])
  await site.fill('Reason', 'On long leave')
  await site.press('Exempt the person')
  expect(await site.errors()).toEqual(['The last day must be on or after the first'])
  expect(await site.page.getByLabel('Reason').inputValue()).toBe('On long leave')
  await site.fillDate('Last day', addDays(today, 90))
  await site.press('Exempt the person')
  expect(await site.message()).toBe('Amina Khan is exempt')
  expect(await site.text()).toMatch(/Status Exempt.*: On long leave/)
}

interface Row {
  person_ref: string
  requirement_code: string
  status: keyof typeof statusWords
}

/** What the compliance command says of the requirement, by person. */
async function compliance(partnership: string): Promise<Map<string, Row>> {
  const {
    code: exit,
    out,
    err,
  } = await runNode(
    ['bin/oneworkforce', 'compliance', '--partnership', partnership, '--as-at', today, '--json'],
    { env: inject('siteEnv') },
  )
  if (exit !== 0) throw new Error(err)
  const rows = (JSON.parse(out) as Row[]).filter((row) => row.requirement_code === code)
  return new Map(rows.map((row) => [row.person_ref, row]))
}
