/** Brings in organisations from lists as they are published: by a school service, by a council, and by the NHS. */
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { Site, looks } from '../support/site.ts'

let site: Site | undefined
afterEach(() => site?.close())

const lists = [
  {
    file: 'get-information-about-schools.csv',
    guessed: {
      'column-organisation_ref': 'URN',
      'column-name': 'EstablishmentName',
      'always-kind': 'school',
    },
    valid: 4,
    rejected: 1,
    name: 'Saint Thérèse Catholic Primary School',
  },
  {
    file: 'council-list-of-schools.csv',
    guessed: {
      'column-urn': 'unique_reference_number',
      'column-postcode': 'postcode',
      'always-kind': 'school',
    },
    valid: 3,
    rejected: 0,
    name: 'Brookside Sixth Form College',
  },
  {
    file: 'nhs-gp-practices.csv',
    guessed: { 'column-ods_code': 'A', 'column-postcode': 'J', 'always-kind': 'health' },
    valid: 3,
    rejected: 0,
    name: 'LARKHAM SURGERY',
  },
]

/** Each way of looking brings in one of the shapes; the first and the last find a row that cannot come in. */
const tried = looks.map((look, at) => ({ ...look, list: lists[at % lists.length]! }))

describe.each(tried)('$width px wide, JavaScript $javaScript: $list.file', ({ list, ...look }) => {
  test('a published list is mapped on screen, looked through and brought in; again it changes nothing', async () => {
    site = await Site.open(look)
    await site.become('Joseph Mensah', look.partnership)
    await upload(site, look.partnership, list.file)
    expect(await site.heading()).toBe('Which column is which?')
    for (const [field, value] of Object.entries(list.guessed))
      expect(await site.page.locator(`[name="${field}"]`).inputValue(), field).toBe(value)
    await site.fill('Or the same cohort for every row', 'wider')
    await site.press('Check the file')
    await site.waitFor(/Ready to look through/)
    const { valid, rejected } = list
    const figures = { changed: '0', rejected: String(rejected) }
    expect(await site.figures()).toEqual({ ...figures, new: String(valid), 'the same as now': '0' })
    if (rejected > 0) await lookAtRejected(site)
    await site.press(/^Bring in/)
    await site.waitFor(/Brought in/)
    await site.visit(`/p/${look.partnership}/organisations?search=${encodeURIComponent(list.name)}`)
    expect(await site.text()).toContain(list.name)

    await upload(site, look.partnership, list.file)
    await site.fill('Or the same cohort for every row', 'wider')
    await site.press('Check the file')
    await site.waitFor(/Ready to look through/)
    expect(await site.figures()).toEqual({ ...figures, new: '0', 'the same as now': String(valid) })
  })
})

async function upload(site: Site, partnership: string, file: string) {
  await site.visit(`/p/${partnership}/imports`)
  await site.follow('Bring in a file')
  await site.follow('Organisations')
  await site.giveFile(file, readFileSync(`test/files/${file}`))
  await site.press('Check the file')
}

async function lookAtRejected(site: Site) {
  expect(await site.rows('Rows that cannot come in')).toEqual([
    ['6', 'opened_on', expect.stringContaining('31-02-2010')],
  ])
  const errors = await site.download('Save the rejected rows')
  const text = errors.content.toString('utf8')
  expect(text).toContain('Larkham Hall School')
  expect(text).toContain('31-02-2010')
  expect(text.split('\n')[0]).toMatch(/reason/)
  expect(text).not.toContain('Harebell')
}
