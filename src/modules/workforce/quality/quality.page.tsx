import { type Context, printNumber } from '#platform'
import { mayOpen, page } from '#web'
import { childrenOnly, together, togetherNumber } from '../counts/headcount.ts'
import { sectorChoices } from '../counts/headcount.queries.ts'
import { type WorkforceMap, mapOn } from '../counts/workforce-map.ts'
import { dimensions } from './checks.ts'
import { tallies } from './quality.queries.ts'
import { type Rate, byDimension, firstToMend, groupBy, rateWords } from './quality.ts'

/** How complete, valid and timely the register is, what to mend first, and whom it does not hold. */
export const qualityPage = page({
  url: '/quality',
  access: 'workforce.see',
  async show(ctx) {
    const all = await tallies(ctx, ctx.today)
    const sectors = await sectorChoices(ctx)
    const bySector = groupBy(all, ({ sectorId }) => sectorId)
    return {
      title: 'Data quality',
      whole: byDimension(all),
      first: firstToMend(all),
      bySector: [...sectors, { value: null, text: 'No sector' }].flatMap(({ value, text }) => {
        const ofSector = bySector.get(value)
        return ofSector ? [{ sector: text, rates: byDimension(ofSector) }] : []
      }),
      held: mayOpen('statistics.see', ctx.visitor) ? await heldBySector(ctx) : null,
    }
  },
  view: ({ title, whole, first, bySector, held, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        What the register says today of those whom you may see, checked record by record. “Not known” and
        “refused” are answers: a gap is what nobody has answered. Each gap leads to where it is mended.
      </p>
      <ul class="ow-figures">
        {entries(dimensions).map(([dimension, text]) => (
          <li class="ow-figure">
            <span class="ow-figure__number">{percent(whole[dimension])}</span>
            <p class="ow-figure__label">
              {text}: {rateWords(whole[dimension])}
            </p>
          </li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">What to mend first</h2>
      {first.length === 0 ? (
        <div class="govuk-inset-text">
          There is nothing to check yet: no people, organisations or groups are in the register that you may
          see.
        </div>
      ) : (
        <div class="ow-table-scroll" role="region" aria-label="What to mend first" tabIndex={0}>
          <table class="govuk-table">
            <caption class="govuk-table__caption govuk-visually-hidden">What to mend first</caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                {['What should hold', 'Kind', 'Holds in', 'Gaps'].map((text) => (
                  <th scope="col" class="govuk-table__header">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {first.map(({ check, rate }) => (
                <tr class="govuk-table__row">
                  <th scope="row" class="govuk-table__header">
                    {check.name}
                  </th>
                  <td class="govuk-table__cell">{dimensions[check.dimension]}</td>
                  <td class="govuk-table__cell">{rateWords(rate)}</td>
                  <td class="govuk-table__cell">
                    {rate.asked === rate.holding ? (
                      'None'
                    ) : (
                      <a class="govuk-link" href={link(`/quality/gaps?check=${check.code}`)}>
                        {(rate.asked - rate.holding).toLocaleString('en-GB')} to mend
                        <span class="govuk-visually-hidden">: {check.gap}</span>
                      </a>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {bySector.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">By sector</h2>
          <div class="ow-table-scroll" role="region" aria-label="Data quality by sector" tabIndex={0}>
            <table class="govuk-table">
              <caption class="govuk-table__caption govuk-visually-hidden">Data quality by sector</caption>
              <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                  {['Sector', ...Object.values(dimensions)].map((text) => (
                    <th scope="col" class="govuk-table__header">
                      {text}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody class="govuk-table__body">
                {bySector.map(({ sector, rates }) => (
                  <tr class="govuk-table__row">
                    <th scope="row" class="govuk-table__header">
                      {sector}
                    </th>
                    {entries(dimensions).map(([dimension]) => (
                      <td class="govuk-table__cell">{rateWords(rates[dimension])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p class="govuk-body">
            <a class="govuk-link" href={link('/quality/organisations')}>
              By organisation, those with most gaps first
            </a>
          </p>
        </>
      ) : null}
      {held ? <Held rows={held} /> : null}
    </>
  ),
})

const entries = <K extends string, V>(of: Record<K, V>) => Object.entries(of) as [K, V][]
const percent = ({ holding, asked }: Rate) => (asked === 0 ? '–' : `${Math.floor((holding * 100) / asked)}%`)

interface HeldRow {
  sector: string
  held: number
  known: string
  unknownGroups: number
}

/** Of each sector, and of volunteers, how many people the register holds and how many are known to be there. */
async function heldBySector(ctx: Context): Promise<HeldRow[]> {
  const { sectors, all } = await mapOn(ctx, ctx.today)
  const rows = sectors.map((sector) => ({
    sector: sector.sector,
    held: sector.childrenOnly,
    ...known(childrenOnly(sector.headcounts)),
  }))
  const volunteers = sectors.flatMap(({ headcounts }) => headcounts.filter((group) => group.areVolunteers))
  return [...rows, { sector: 'Volunteers, of all sectors', held: all.volunteers, ...known(volunteers) }]
}

function known(groups: WorkforceMap['sectors'][number]['headcounts']) {
  const people = together(groups).find(({ unit }) => unit === 'people')
  return {
    known: people ? togetherNumber(people) : 'no group entered',
    unknownGroups: people?.unknownGroups ?? 0,
  }
}

function Held({ rows }: { rows: HeldRow[] }) {
  return (
    <>
      <h2 class="govuk-heading-m">How much of the workforce the register holds</h2>
      <p class="govuk-body">
        People counted in the register beside what is known of groups as a number. Groups whose work with
        children cannot be told apart are left out of both.
      </p>
      <div class="ow-table-scroll" role="region" aria-label="People held and known to be there" tabIndex={0}>
        <table class="govuk-table">
          <caption class="govuk-table__caption govuk-visually-hidden">
            People held and known to be there, by sector
          </caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              {['Sector', 'Held in the register', 'Known as a number', 'Groups that nobody can count'].map(
                (text) => (
                  <th scope="col" class="govuk-table__header">
                    {text}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {rows.map((row) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  {row.sector}
                </th>
                <td class="govuk-table__cell">{printNumber(row.held, 0)}</td>
                <td class="govuk-table__cell">{row.known}</td>
                <td class="govuk-table__cell">{row.unknownGroups === 0 ? 'None' : row.unknownGroups}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
