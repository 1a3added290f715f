import { z } from 'zod'
import { formatDate, record } from '#platform'
import { download, exportTable, readAsAt } from '#web'
import { precisions } from './headcount.ts'
import { type SectorOnMap, type WorkforceMap, columns, mapOn } from './workforce-map.ts'

const exportQuery = z.object({
  asAt: z.string().max(40).optional().catch(undefined),
  format: z.enum(['csv', 'xlsx']).catch('csv'),
})

/** A line of the file: a sector's counted people, or one of its groups. Nothing in it invites to be added up. */
interface Line {
  sector: string
  what: string
  source: string
  value: number | null
  precision: string
  unit: string
  note: string
}

/** The map as a file. */
export const mapFile = download({
  url: '/map/export',
  access: 'statistics.see',
  query: exportQuery,
  async send(ctx, _params, { asAt: written, format }) {
    const { asAt } = readAsAt(written, ctx.today)
    const map = await mapOn(ctx, asAt)
    const lines = [
      ...map.sectors.flatMap(sectorLines),
      ...countedLines('All sectors, each person once', map.all),
    ]
    await record(ctx, 'exported', null, { list: 'Map of the workforce', rows: lines.length, format })
    const columns = [
      { header: 'Sector', value: (line: Line) => line.sector },
      { header: 'Who', value: (line: Line) => line.what },
      { header: 'Counted or entered', value: (line: Line) => line.source },
      { header: 'Number', value: (line: Line) => line.value },
      { header: 'Precision', value: (line: Line) => line.precision },
      { header: 'Unit', value: (line: Line) => line.unit },
      { header: 'Note', value: (line: Line) => line.note },
    ]
    return exportTable(`Map of the workforce ${asAt}`, columns, lines, format)
  },
})

function sectorLines(row: SectorOnMap): Line[] {
  return [
    ...countedLines(row.sector, row),
    ...row.headcounts.map((entry) => ({
      sector: row.sector,
      what: entry.groupName,
      source: `Known as a number: ${entry.source}, ${formatDate(entry.asAt)}`,
      value: entry.value,
      precision: precisions[entry.precision],
      unit: entry.unit,
      note: [
        entry.scopeNote,
        entry.notDisaggregable && 'Work with children cannot be told apart: left out of children-only rates',
      ]
        .filter(Boolean)
        .join('. '),
    })),
  ]
}

function countedLines(sector: string, counts: WorkforceMap['all']): Line[] {
  return columns.map(({ key, header }) => ({
    sector,
    what: header,
    source: 'Counted in the register',
    value: counts[key],
    precision: precisions.exact,
    unit: 'people',
    note: '',
  }))
}
