/** What a partnership has published of its sectors: groups known as a number, what each faces, and what volunteers give. */
import { existsSync } from 'node:fs'
import { type Context, newId } from '#platform'
import { insertRows } from './insert-rows.ts'
import { dataPath, listIn, numberOrNull, readJson, readTable } from './sources.ts'

type SectorIds = ReadonlyMap<string, string>

export async function loadHeadcounts(ctx: Context, sectorIds: SectorIds): Promise<number> {
  const path = dataPath('partnerships', ctx.partnership.code, 'headcounts.csv')
  if (!existsSync(path)) return 0
  const rows = await readTable(path, [
    'sector',
    'group',
    'value',
    'precision',
    'unit',
    'scope_note',
    'source',
    'as_at',
    'organisation',
    'marks',
  ])
  const organisations = await ctx.db
    .selectFrom('organisationPeriods')
    .select(['name', 'organisationId'])
    .where('name', 'in', ['', ...rows.map(({ organisation }) => organisation)])
    .execute()
  await insertRows(
    ctx,
    'headcounts',
    rows.map((row) => ({
      id: newId(),
      sectorId: sectorIds.get(row.sector)!,
      groupName: row.group,
      value: numberOrNull(row.value),
      precision: row.precision,
      unit: row.unit,
      scopeNote: row.scope_note,
      source: row.source,
      asAt: row.as_at,
      organisationId: organisations.find(({ name }) => name === row.organisation)?.organisationId ?? null,
      notDisaggregable: listIn(row.marks).includes('not_disaggregable'),
      areVolunteers: listIn(row.marks).includes('volunteers'),
      version: 1,
      recordedAt: ctx.now,
    })),
  )
  return rows.length
}

interface PublishedSectors {
  source: string
  sectors: Record<
    string,
    { leftOut: string[]; challenges: string[]; opportunities: string[]; actions: string[] }
  >
  volunteerSurveys: {
    title: string
    sector: string | null
    personWeeks: number
    precision: string
    periodFrom: string | null
    periodTo: string
    scopeNote: string
    source: string
  }[]
}

/** What each sector faces, the actions that answer to it, and surveys of volunteers. The strategy is there already. */
export async function loadSectors(ctx: Context, sectorIds: SectorIds): Promise<void> {
  const path = dataPath('partnerships', ctx.partnership.code, 'sectors.json')
  if (!existsSync(path)) return
  const { source, sectors, volunteerSurveys } = await readJson<PublishedSectors>(path)
  const named = Object.entries(sectors).map(([name, words]) => ({ sectorId: sectorIds.get(name)!, ...words }))
  await insertRows(
    ctx,
    'sectorOverviews',
    named.map(({ sectorId, leftOut, challenges, opportunities }) => ({
      id: newId(),
      sectorId,
      leftOut: leftOut.join('\n'),
      challenges: challenges.join('\n'),
      opportunities: opportunities.join('\n'),
      source,
      version: 1,
      recordedAt: ctx.now,
    })),
  )
  const actions = await ctx.db.selectFrom('actions').select(['id', 'number']).execute()
  await insertRows(
    ctx,
    'actionSectors',
    named.flatMap(({ sectorId, actions: numbers }) =>
      numbers.map((number) => ({ sectorId, actionId: actions.find((one) => one.number === number)!.id })),
    ),
  )
  await insertRows(
    ctx,
    'volunteerSurveys',
    volunteerSurveys.map(({ sector, ...survey }) => ({
      ...survey,
      id: newId(),
      sectorId: sector === null ? null : sectorIds.get(sector)!,
      version: 1,
      recordedAt: ctx.now,
    })),
  )
}
