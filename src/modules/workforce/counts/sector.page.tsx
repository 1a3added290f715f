import { z } from 'zod'
import { everyone, formatDate, printNumber, withScope } from '#platform'
import { AsAtForm, asAtPart, asAtQuery, mayOpen, onDate, page, readAsAt } from '#web'
import { childrenOnly, countWords, precisions, together, togetherWords, units } from './headcount.ts'
import { householdsOn } from '../households/household.queries.ts'
import { type HeadcountEntry, headcountsOn } from './headcount.queries.ts'
import { RoleGroups } from './role-groups.tsx'
import { type SectorAction, sectorActions } from './sector-actions.ts'
import { findSector, pointsOf } from './sector-overview.ts'
import { roleGroupsOn, workforceOn } from './workforce-counts.queries.ts'

/** One sector: its people, its groups known as a number with what they leave out, what it faces, and what is done. */
export const sectorPage = page({
  url: '/map/sectors/:sectorId',
  access: 'statistics.see',
  params: z.object({ sectorId: z.uuid() }),
  query: asAtQuery,
  async show(ctx, { sectorId }, query) {
    const when = readAsAt(query.asAt, ctx.today)
    const sector = await findSector(ctx, sectorId)
    const actions = mayOpen('strategy.see', ctx.visitor) ? await sectorActions.of(ctx, sectorId) : null
    // Totals of everybody for whoever may see figures: only counts leave, and nobody's name.
    const counted = await withScope(ctx, everyone, async (all) => ({
      count: (await workforceOn(all, when.asAt)).find((one) => one.sectorId === sectorId),
      roleGroups: await roleGroupsOn(all, sectorId, when.asAt),
      households: await householdsOn(all, when.asAt, sectorId),
    }))
    return {
      title: sector.name,
      sector,
      when,
      actions,
      headcounts: await headcountsOn(ctx, when.asAt, sectorId),
      mayManage: mayOpen('workforce.manage', ctx.visitor),
      mayChoose: mayOpen('strategy.report', ctx.visitor),
      ...counted,
    }
  },
  view: ({ title, sector, when, actions, headcounts, count, roleGroups, mayManage, mayChoose, ...rest }) => {
    const { households, link, today } = rest
    const on = onDate(when.asAt, today)
    return (
      <>
        <span class="govuk-caption-l">Map of the workforce</span>
        <h1 class="govuk-heading-l">{title}</h1>
        <AsAtForm {...when} action={link(`/map/sectors/${sector.id}`)} today={today} />
        <h2 class="govuk-heading-m">People in the register {on}</h2>
        {count ? (
          <p class="govuk-body">
            {people(count.people)}, each counted once: {number(count.core)} in the core workforce and{' '}
            {number(count.wider)} in the wider ring; {number(count.employed)} employed by the council,{' '}
            {number(count.commissioned)} commissioned and {number(count.widerCohort)} of the wider workforce;{' '}
            {number(count.volunteers)} volunteers.
            {count.childrenOnly < count.people
              ? ` ${number(count.people - count.childrenOnly)} work only where work with children cannot be told apart, and are left out of children-only rates.`
              : null}
          </p>
        ) : (
          <p class="govuk-body">Nobody of this sector is in the register {on}.</p>
        )}
        {households.households > 0 ? (
          <p class="govuk-body">
            Counted apart from people: {number(households.households)} foster caring households, with{' '}
            {number(households.carers)} carers in them.
          </p>
        ) : null}
        {roleGroups.length > 0 ? <RoleGroups rows={roleGroups} on={on} /> : null}
        <h2 class="govuk-heading-m">Groups known as a number {on}</h2>
        <Headcounts entries={headcounts} link={link} mayManage={mayManage} />
        {mayManage ? (
          <p class="govuk-body">
            <a class="govuk-link" href={link(`/headcounts/new?sector=${sector.id}`)}>
              Add a group
            </a>
          </p>
        ) : null}
        <Points heading="Left out of the numbers" points={pointsOf(sector.overview.leftOut)} />
        <Points heading="Challenges" points={pointsOf(sector.overview.challenges)} />
        <Points heading="Opportunities" points={pointsOf(sector.overview.opportunities)} />
        {sector.overview.source ? (
          <p class="ow-source govuk-body-s">Source: {sector.overview.source}</p>
        ) : null}
        {mayManage ? (
          <p class="govuk-body">
            <a class="govuk-link" href={link(`/map/sectors/${sector.id}/edit`)}>
              {sector.overview.version === 0
                ? 'Write down what this sector faces'
                : 'Change what this sector faces'}
            </a>
          </p>
        ) : null}
        {actions ? (
          <Actions actions={actions} choose={mayChoose ? sectorActions.choose(sector.id) : ''} link={link} />
        ) : null}
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/map${asAtPart(when.asAt, today)}`)}>
            All sectors
          </a>
        </p>
      </>
    )
  },
})

const number = (value: number) => printNumber(value, 0)
const people = (value: number) => `${number(value)} ${value === 1 ? 'person' : 'people'}`

interface Linked {
  link: (path: string) => string
}

function Headcounts({
  entries,
  mayManage,
  link,
}: { entries: HeadcountEntry[]; mayManage: boolean } & Linked) {
  if (entries.length === 0)
    return (
      <div class="govuk-inset-text">
        No group is entered. A group of which only the size is known, exactly or roughly, or of which it is
        known that nobody knows, belongs here: it shows what the register does not hold.
      </div>
    )
  const children = together(childrenOnly(entries))
  const someApart = entries.some(({ notDisaggregable }) => notDisaggregable)
  return (
    <>
      <div class="ow-table-scroll" role="region" aria-label="Groups known as a number" tabIndex={0}>
        <table class="govuk-table">
          <caption class="govuk-table__caption govuk-visually-hidden">Groups known as a number</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              {['Group', 'Number', 'Precision', 'What it covers and leaves out', 'As at', 'Source'].map(
                (text) => (
                  <th scope="col" class="govuk-table__header">
                    {text}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {entries.map((entry) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  {mayManage ? (
                    <a class="govuk-link" href={link(`/headcounts/${entry.id}/edit`)}>
                      {entry.groupName}
                    </a>
                  ) : (
                    entry.groupName
                  )}
                </th>
                <td class="govuk-table__cell">
                  {countWords(entry)} {entry.value === null ? '' : units[entry.unit]}
                </td>
                <td class="govuk-table__cell">{precisions[entry.precision]}</td>
                <td class="govuk-table__cell">
                  {entry.scopeNote}
                  {entry.notDisaggregable ? (
                    <strong class="govuk-tag govuk-tag--grey">Not disaggregable</strong>
                  ) : null}
                </td>
                <td class="govuk-table__cell">{formatDate(entry.asAt)}</td>
                <td class="govuk-table__cell">{entry.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul class="govuk-list govuk-list--bullet">
        {together(entries).map((sum) => (
          <li>Together: {togetherWords(sum)}</li>
        ))}
        {someApart ? (
          <li>
            For children-only rates: {children.length === 0 ? 'none' : children.map(togetherWords).join('; ')}
          </li>
        ) : null}
      </ul>
    </>
  )
}

function Points({ heading, points }: { heading: string; points: string[] }) {
  if (points.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">{heading}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {points.map((point) => (
          <li>{point}</li>
        ))}
      </ul>
    </>
  )
}

function Actions({ actions, choose, link }: { actions: SectorAction[]; choose: string } & Linked) {
  return (
    <>
      <h2 class="govuk-heading-m">What the strategy does about it</h2>
      {actions.length === 0 ? (
        <p class="govuk-body">No action of a strategy is linked to this sector yet.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {actions.map(({ text, href, note }) => (
            <li>
              <a class="govuk-link" href={link(href)}>
                {text}
              </a>{' '}
              ({note})
            </li>
          ))}
        </ul>
      )}
      {choose ? (
        <p class="govuk-body">
          <a class="govuk-link" href={link(choose)}>
            Choose the actions that answer to this sector
          </a>
        </p>
      ) : null}
    </>
  )
}
