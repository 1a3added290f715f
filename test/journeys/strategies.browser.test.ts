/** Reads the plans of five partnerships as printed, follows an action, reports how it goes, and takes the plan away. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { afterEach, describe, expect, test } from 'vitest'
import { allRows, opened } from '../support/sheets.ts'
import { Site, looks } from '../support/site.ts'

/** The plans, with how many actions their documents print. */
const plans = [
  { partnership: 'nottingham-city', actions: 32, hasTicks: true },
  { partnership: 'richmond-upon-thames', actions: 28, hasTicks: false },
  { partnership: 'north-tyneside', actions: 49, hasTicks: false },
  { partnership: 'nottinghamshire', actions: 11, hasTicks: false },
  { partnership: 'cambridgeshire', actions: 16, hasTicks: false },
]

let site: Site | undefined
afterEach(() => site?.close())

describe.each(looks)('$width px wide, JavaScript $javaScript', (look) => {
  test('a strategy lead reads every action of the five plans as printed, and reports on one', async () => {
    site = await Site.open(look)
    for (const plan of plans) {
      await openPlan(site, plan.partnership)
      const printed = printedActions(plan.partnership)
      expect(printed).toHaveLength(plan.actions)
      expect(await site.text()).toContain(`${plan.actions} actions`)
      expect(await shownActions(site, plan.hasTicks)).toEqual(printed)
      expect((await site.text()).includes('ticked for none')).toBe(plan.hasTicks)
      if (plan.hasTicks) await narrowByTicksAndTimes(site)
      if (plan.partnership === look.partnership) await reportOnFirst(site, plan.hasTicks, printed)
    }
  })
})

/** The ticks of Nottingham City are added up, and what has none is warned of and can be found. */
async function narrowByTicksAndTimes(site: Site) {
  const text = await site.text()
  expect(text).toContain('Recruiting 5, Modernising 15, Developing 17, Deploying 6 of 32 actions')
  expect(text).toContain('3 actions are ticked for none of these: NC-A01, NC-A08, NC-A24')
  await site.select('Ticked for', 'Nothing (untagged)')
  await site.press('Show')
  expect(await numbersOf(site)).toEqual(['NC-A01', 'NC-A08', 'NC-A24'])
  expect(await site.text()).toContain('3 of 32 actions')
  await site.select('Ticked for', 'All')
  await site.select('Timescale', 'Again and again')
  await site.press('Show')
  expect(await numbersOf(site)).toEqual(['NC-A02'])
  expect(await site.text()).toContain('Quarterly events throughout the year Every 3 months')
  await site.follow('Clear')
}

/** Reports how the first action goes, and finds it in the plan; the plan's files stay as they can be brought in again. */
async function reportOnFirst(site: Site, hasTicks: boolean, printed: readonly PrintedAction[]) {
  const plan = site.page.url()
  const { number, action } = printed[0]!
  await site.follow(action)
  expect(await site.heading()).toBe(action)
  expect(await site.text()).toContain('Nobody has reported on this action yet')
  expect((await site.text()).includes('Ticked for')).toBe(hasTicks)

  await site.follow('Report progress')
  await site.fill('What has been done, and what comes next?', 'Two services agreed; the third in May')
  await site.press('Report')
  expect(await site.errors()).toEqual(['Select how the action is going'])
  await site.choose('At risk')
  await site.press('Report')
  expect(await site.message()).toBe('Progress reported')
  expect(await site.text()).toMatch(
    /At risk.*Two services agreed; the third in May.*Reported by Grace Adeyemi/,
  )

  await site.follow('The whole plan')
  expect(site.page.url()).toBe(plan)
  const [row] = await site.rows()
  expect([row![0], row!.at(-1)]).toEqual([number, expect.stringContaining('At risk')])
  const csv = await site.download('CSV')
  const xlsx = await site.download('Excel')
  const rows = parse(csv.content, { bom: true })
  expect(rows.map((cells) => cells[2])).toEqual(['action_number', ...printed.map((one) => one.number)])
  const sheet = await allRows(await opened(xlsx.content))
  expect(sheet.map(({ cells }) => cells[2])).toEqual(printed.map((one) => one.number))
}

interface PrintedAction {
  number: string
  action: string
  leads: string
  timescale: string
  ticks: string
}

/** Every action as the data file has it from the document, in its order, and as a page words what is not there. */
function printedActions(partnership: string): PrintedAction[] {
  const file = readFileSync(`data/partnerships/${partnership}/strategy.csv`)
  return parse<Record<string, string>>(file, { columns: true, bom: true }).map((row) => ({
    number: row['action_number']!,
    action: row['action']!,
    leads:
      row['leads']!.split(';')
        .map((lead) => lead.trim())
        .join('; ') || 'No lead named',
    timescale: row['timescale'] || 'None given',
    ticks: row['lenses']!.replaceAll(';', ', ') || 'Untagged',
  }))
}

/** Every action on the page. What the page adds to a printed timescale stands below it, and is left out here. */
async function shownActions(site: Site, hasTicks: boolean): Promise<PrintedAction[]> {
  const rows = await site.page
    .locator('main tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.firstChild?.textContent?.trim() ?? '')),
    )
  return rows.map(([number, action, leads, timescale, ticks]) => ({
    number: number!,
    action: action!,
    leads: leads!,
    timescale: timescale!,
    ticks: hasTicks ? ticks! : 'Untagged',
  }))
}

function titleOf(partnership: string): string {
  const file = readFileSync(`data/partnerships/${partnership}/strategy.json`, 'utf8')
  return (JSON.parse(file) as { title: string }).title
}

async function openPlan(site: Site, partnership: string) {
  await site.become('Grace Adeyemi', partnership)
  await site.visit(`/p/${partnership}/strategies`)
  await site.follow(titleOf(partnership))
}

const numbersOf = (site: Site) => site.page.locator('main tbody th').allInnerTexts()
