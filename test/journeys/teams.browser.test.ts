/** Reads Cambridgeshire's team table: counts as published, percentages worked out, totals beside those that are stated. */
import { afterEach, describe, expect, test } from 'vitest'
import { Site, looks } from '../support/site.ts'

let site: Site | undefined
afterEach(() => site?.close())

describe.each(looks)('$width px wide, JavaScript $javaScript', (look) => {
  test('the teams of Cambridgeshire are shown with what follows from their counts, and how that differs', async () => {
    site = await Site.open(look)
    await site.become('Helen Rowe', 'cambridgeshire')
    await site.visit('/p/cambridgeshire/figures')
    expect(await tiles(site)).toEqual([
      ['Social worker turnover', '17.9%', 'Worse than the region'],
      ['Social worker vacancy rate', '13.7%', 'Better than the region'],
      ['Agency social worker rate', '11.2%', 'Same as the region'],
    ])
    const text = await site.text()
    expect(text).toContain('worse than the region (14.0%) and worse than the year before (15%)')
    expect(text).toContain('better than the region (16.6%) and better than the year before (17%)')
    expect(text).toContain('the same as the region (11.2%) and better than the year before (16%)')

    await site.follow('Position by team')
    const teams = await site.rows('Position by team')
    expect(teams.map(([team, vacancies, , , , agency]) => [team, vacancies, agency])).toEqual([
      ['Safeguarding North', '3', '14'],
      ['Safeguarding South', '5', '11'],
      ['Corporate Parenting incl. Fostering', '4', '10'],
      ['Integrated Front Door', '4', '6'],
      ['Safeguarding and Quality Assurance', '1', '4'],
      ['All teams', '17', '45'],
    ])
    for (const team of teams) followsFromCounts(team)
    expect(teams.at(-1)!.slice(2)).toEqual([
      '326.7',
      '94.8% (309.7 of 326.7)',
      '94.8%',
      '45',
      '12.7% (45.0 of 354.7)',
      '11%',
    ])
    const totals = await site.rows('The totals against those that the paper states')
    expect(totals.map(([total, , ...numbers]) => [total, ...numbers])).toEqual([
      ['Vacancies', '17', '17', 'none'],
      ['Filled by permanent staff', '94.8%', '94.8%', 'none'],
      ['Filled by permanent staff', '94.8%', '94.8%', 'none'],
      ['Agency workers', '9.8%', '11%', '−1.2 percentage points'],
      ['Agency workers', '12.7%', '11%', '+1.7 percentage points'],
      ['Agency workers', '11.8%', '11%', '+0.8 percentage points'],
    ])
    expect(await site.text()).toContain('does not follow from the counts of the teams by any of these ways')
    await seesEveryCell(site)
  })
})

/** Each percentage is its own two counts divided, and these come from what the paper prints of the team. */
function followsFromCounts([, vacancies, posts, filled, , agency, agencyRate]: string[]) {
  const [share, permanent, all] = numbers(filled!)
  expect(all).toBe(Number(posts))
  expect(permanent).toBeCloseTo(all! - Number(vacancies), 1)
  expect(share).toBeCloseTo((permanent! / all!) * 100, 0)
  const [rate, workers, inPostAndAgency] = numbers(agencyRate!)
  expect(workers).toBe(Number(agency))
  expect(inPostAndAgency).toBeCloseTo(permanent! + workers!, 0)
  expect(rate).toBeCloseTo((workers! / inPostAndAgency!) * 100, 0)
}

/** "95.0% (57.0 of 60.0)" → 95, 57, 60 */
const numbers = (text: string) => [...text.matchAll(/\d+(\.\d+)?/g)].map(([number]) => Number(number))

const tiles = (site: Site) =>
  site.page
    .locator('.ow-figure')
    .evaluateAll((tiles) => tiles.map((tile) => [...tile.children].map((part) => part.textContent)))

/** On a phone no figure of the tables is out of sight, and each says what it is. */
async function seesEveryCell(site: Site) {
  if (site.look.width > 600) return
  const cells = site.page.locator('main td.govuk-table__cell')
  const seen = await cells.evaluateAll((cells) =>
    cells.map((cell) => ({
      right: cell.getBoundingClientRect().right,
      label: getComputedStyle(cell, '::before').content,
    })),
  )
  expect(seen.length).toBeGreaterThan(60)
  for (const caption of await site.page.locator('main caption').all())
    expect((await caption.boundingBox())!.width).toBeGreaterThan(site.look.width - 40)
  for (const { right, label } of seen) {
    expect(right).toBeLessThanOrEqual(site.look.width)
    expect(label).toMatch(/^"\S.*"/)
  }
}
