import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PartnershipIdentity, projectRoot } from '#platform'
import { importFile } from '#platform/imports/index'
import { type World, openWorld } from '../../../test/support/world.ts'
import { loadStrategy } from './load-strategy.ts'
import { strategyImport } from './strategy.import.ts'
import { lensesOf, planActions } from './strategy.queries.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const folder = (code: string) => join(projectRoot, 'data', 'partnerships', code)

async function loaded(code: string) {
  const partnership = await world.addPartnership(`${code}-${Math.random().toString(36).slice(2, 8)}`)
  const description = JSON.parse(await readFile(join(folder(code), 'strategy.json'), 'utf8'))
  const table = { fileName: 'strategy.csv', path: join(folder(code), 'strategy.csv') }
  const report = await world.act(partnership, (ctx) => loadStrategy(ctx, description, table))
  return { partnership, table, report, ...(await planOf(partnership)) }
}

async function planOf(partnership: PartnershipIdentity) {
  return world.act(partnership, async (ctx) => {
    const { id } = await ctx.db.selectFrom('strategies').select('id').executeTakeFirstOrThrow()
    return { id, actions: await planActions(ctx, id), lenses: await lensesOf(ctx, id) }
  })
}

async function importText(
  partnership: PartnershipIdentity,
  text: string,
  options: Record<string, string> = {},
) {
  const path = join(tmpdir(), `strategy-${Math.random().toString(36).slice(2)}.csv`)
  await writeFile(path, text)
  return world.act(partnership, (ctx) =>
    importFile(ctx, { kind: strategyImport, file: { fileName: 'plan.csv', path }, options }),
  )
}

describe('the published strategies', () => {
  test.each([
    ['nottingham-city', 32],
    ['richmond-upon-thames', 28],
    ['north-tyneside', 49],
    ['nottinghamshire', 11],
    ['cambridgeshire', 16],
  ])('%s comes in whole, with %i actions, and a second time unchanged', async (code, count) => {
    const { partnership, table, report, actions } = await loaded(code)
    expect(report).toMatchObject({ rows: count, created: count, changed: 0, rejected: [] })
    expect(actions).toHaveLength(count)
    const again = await world.act(partnership, (ctx) =>
      importFile(ctx, { kind: strategyImport, file: table }),
    )
    expect(again).toMatchObject({ rows: count, created: 0, changed: 0, unchanged: count, rejected: [] })
  })

  test('Nottingham City keeps its leads, timescales as printed, ticks, and the three that have none', async () => {
    const { actions, lenses } = await loaded('nottingham-city')
    expect(lenses).toEqual(['Recruiting', 'Modernising', 'Developing', 'Deploying'])
    expect(lenses.map((lens) => actions.filter((action) => action.lenses.includes(lens)).length)).toEqual([
      5, 15, 17, 6,
    ])
    expect(actions.filter((action) => action.lenses.length === 0).map((action) => action.number)).toEqual([
      'NC-A01',
      'NC-A08',
      'NC-A24',
    ])
    expect(actions.find((action) => action.number === 'NC-A11')).toMatchObject({
      leads: ['NCSCB Training Co-ordinator', 'Chief Executive, Base 51'],
      timescale: 'March 2011',
      timescaleTo: '2011-03-31',
    })
    expect(actions.find((action) => action.number === 'NC-A02')).toMatchObject({
      timescale: 'Quarterly events throughout the year',
      repeatsEveryMonths: 3,
    })
  })
})

describe('a plan as a table', () => {
  const header = 'priority_number,priority,action_number,action,leads,timescale,lenses\n'

  test('makes the first strategy of a partnership, changes what changed, and leaves what is absent', async () => {
    const partnership = await world.addPartnership('plan')
    expect(
      await importText(
        partnership,
        `${header}1,Safe,1.1,Train,AB;CD,May 2027,Develop\n1,Safe,1.2,Check,,,\n`,
      ),
    ).toMatchObject({
      created: 2,
    })
    expect(
      await importText(partnership, `${header}1,Safer,1.1,Train,CD,May 2028,Lead;Develop\n`),
    ).toMatchObject({ changed: 1 })
    const { actions } = await planOf(partnership)
    expect(
      actions.map(({ number, priority, leads, timescale, lenses }) => ({
        number,
        priority,
        leads,
        timescale,
        lenses,
      })),
    ).toEqual([
      { number: '1.1', priority: 'Safer', leads: ['CD'], timescale: 'May 2028', lenses: ['Develop', 'Lead'] },
      { number: '1.2', priority: 'Safer', leads: [], timescale: '', lenses: [] },
    ])
  })

  test('is refused when the partnership has several strategies and none is named', async () => {
    const partnership = await world.addPartnership('several')
    const plan = `${header}1,Safe,1,Train,,,\n`
    await importText(partnership, plan, { strategy: 'A', title: 'First', from: '2026-01-01' })
    await importText(partnership, plan, { strategy: 'B' })
    expect(await importText(partnership, plan)).toMatchObject({
      refused: [{ column: 'strategy', reason: expect.stringContaining('A, B') }],
    })
    expect(await importText(partnership, plan, { strategy: 'A' })).toMatchObject({ unchanged: 1 })
  })

  test('with two titles for one priority, or a number twice, says which rows', async () => {
    const partnership = await world.addPartnership('unclear')
    const report = await importText(
      partnership,
      `${header}1,Safe,1,Train,,,\n1,Sound,2,Check,,,\n2,Well,3,Rest,,,\n2,Well,3,Rest,,,\n`,
    )
    expect(report).toMatchObject({
      created: 0,
      rejected: [
        { row: 3, column: 'priority', reason: 'Priority 1 has another title in row 2' },
        { row: 4, column: 'action_number' },
        { row: 5, column: 'action_number' },
      ],
    })
  })
})
