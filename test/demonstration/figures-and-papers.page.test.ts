import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { loadDemonstration } from '../../src/demonstration/index.ts'
import { Browser } from '../support/browser.ts'
import { docxParts } from '../support/docx-parts.ts'
import { type World, openWorld } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await loadDemonstration(world.services, { say: () => {}, people: 300, today: '2026-11-12' })
})
afterAll(() => world.close())

/** A browser in which somebody was chosen on the page where one chooses who to be. */
async function as(name: string, code: string): Promise<Browser> {
  const browser = world.browser()
  const page = await browser.visit(`/p/${code}/demonstration`)
  const label = [...page.document.querySelectorAll('label')].find((one) => one.textContent?.includes(name))
  await page.submit({ 'Who do you want to be?': label!.textContent.replaceAll(/\s+/g, ' ').trim() })
  return browser
}

const partnership = (code: string): Promise<PartnershipIdentity> =>
  world.services.database
    .selectFrom('partnerships')
    .select(['id', 'code', 'name', 'isDemonstration'])
    .where('code', '=', code)
    .executeTakeFirstOrThrow()

describe('published figures', () => {
  test('say in words how Cambridgeshire stands against its region', async () => {
    const page = await (await as('Grace', 'cambridgeshire')).visit('/p/cambridgeshire/figures')
    expect(page.text).toContain(
      'Turnover was 17.9% in the year to 30 September 2018, worse than the region (14.0%) and worse than the year before (15%).',
    )
    expect(page.text).toContain(
      'The vacancy rate was 13.7% on 30 September 2018, better than the region (16.6%)',
    )
    expect(page.text).toContain(
      'The agency worker rate was 11.2% on 30 September 2018, the same as the region (11.2%)',
    )
  })

  test('of Cambridgeshire’s teams are worked out from counts, and differ from the stated totals where they do', async () => {
    const page = await (await as('Grace', 'cambridgeshire')).visit('/p/cambridgeshire/figures/teams')
    const rows = page.rows()
    expect(rows).toContainEqual([
      'Safeguarding North',
      '3',
      '60.0',
      '95.0% (57.0 of 60.0)',
      '95%',
      '14',
      '19.7% (14.0 of 71.0)',
      '21%',
    ])
    expect(rows).toContainEqual([
      'All teams',
      '17',
      '326.7',
      '94.8% (309.7 of 326.7)',
      '94.8%',
      '45',
      '12.7% (45.0 of 354.7)',
      '11%',
    ])
    expect(rows).toContainEqual(expect.arrayContaining(['Vacancies', '17', 'none']))
    const differences = rows.filter((row) => row[0] === 'Agency workers').map((row) => row.at(-1))
    expect(differences).toEqual([
      '−1.2 percentage points',
      '+1.7 percentage points',
      '+0.8 percentage points',
    ])
    expect(page.text).toContain('does not follow from the counts of the teams')
  })

  test('by sector come out of Nottingham City as published, with their precision', async () => {
    const page = await (await as('Grace', 'nottingham-city')).visit('/p/nottingham-city/figures/headcounts')
    const number = (group: string) =>
      page
        .rows()
        .find((row) => row[0] === group)
        ?.slice(2, 5)
    expect(number('front-line social workers')).toEqual(['143', 'Exact', 'people'])
    expect(number('foster caring households')).toEqual(['181', 'Exact', 'households'])
    expect(number('teachers')?.[1]).toBe('Approximate')
    expect(page.text).toContain('Not known')
  })
})

describe('a board paper', () => {
  test('of Cambridgeshire has the structure of its report, with live figures in it', async () => {
    const browser = await as('Margaret', 'cambridgeshire')
    const list = await browser.visit('/p/cambridgeshire/papers')
    const page = await list.follow('Workforce development: recruitment, retention and training')
    const headings = [...page.document.querySelectorAll('main h2')].map((one) => one.textContent)
    expect(headings.slice(0, 3)).toEqual([
      '1. Purpose of the report',
      '2. Workforce figures against the region',
      '3. Position by team',
    ])
    expect(headings.at(-1)).toBe('12. Background papers')
    expect(page.text).toContain('No significant implications for this priority.')
    expect(page.text).toContain('section 100D of the Local Government Act 1972')
    expect(page.rows()).toContainEqual(expect.arrayContaining(['All teams', '326.7']))
  })

  test('of Nottinghamshire counts today’s people by cohort and names each figure’s source', async () => {
    const page = await (
      await (await as('Grace', 'nottinghamshire')).visit('/p/nottinghamshire/papers')
    ).follow("Children's workforce development")
    const all = await world.act(await partnership('nottinghamshire'), (ctx) =>
      ctx.db
        .selectFrom('engagements')
        .select((eb) => eb.fn.count<number>('personId').distinct().as('people'))
        .where('startedOn', '<=', ctx.today)
        .where((eb) => eb.or([eb('endedOn', 'is', null), eb('endedOn', '>=', ctx.today)]))
        .executeTakeFirstOrThrow(),
    )
    expect(page.rows()).toContainEqual(['All (each person once)', all.people.toLocaleString('en-GB')])
    expect(page.text).toContain('around 17%')
    expect(page.text).toContain('just over 10%')
    expect(page.text).toContain('Demonstration record: these people are invented.')
  })

  test('is saved as a web page and as a Word file that holds the same figures', async () => {
    const browser = await as('Margaret', 'cambridgeshire')
    const list = await browser.visit('/p/cambridgeshire/papers')
    const page = await list.follow('Workforce development: recruitment, retention and training')
    const html = await browser.send('GET', `${page.url}/file?format=html`)
    expect(html.headers['content-disposition']).toContain('workforce-development')
    expect(html.body).toContain('<html lang="en-GB">')
    expect(html.body).toContain('12.7% (45.0 of 354.7)')
    const docx = await browser.send('GET', `${page.url}/file?format=docx`)
    const words = (await docxParts(docx.rawPayload))
      .get('word/document.xml')!
      .toString('utf8')
      .replaceAll(/<[^>]+>/g, '')
    expect(words).toContain('12.7% (45.0 of 354.7)')
  })

  test('is for those who may read papers', async () => {
    const page = await (await as('Amina', 'cambridgeshire')).visit('/p/cambridgeshire/papers')
    expect(page.status).toBe(403)
  })
})
