import { sql } from 'kysely'
import type { Context } from '#platform'
import { type Staged, untilNothingMore } from '#platform/imports/index'
import { type BelongsTo, circlesOnAnyDay } from './organisation.ts'

/** How each organisation stands on the as-at date, in the columns of a file. */
export async function matchOrganisations(staged: Staged): Promise<void> {
  await staged.matched(sql`
    select s.row_number, o.id, jsonb_build_object(
      'name', p.name, 'kind', p.kind, 'sector', sector.name, 'cohort', p.cohort, 'parent_ref', parent.ref,
      'urn', o.urn, 'ods_code', o.ods_code, 'ofsted_urn', o.ofsted_urn, 'charity_number', o.charity_number,
      'postcode', p.postcode, 'locality', locality.name, 'opened_on', o.opened_on, 'closed_on', o.closed_on) as before
    from staged s
    join organisations o on o.ref = s.organisation_ref
    left join organisation_periods p on p.organisation_id = o.id and p.partnership_id = o.partnership_id
      and coalesce(p.started_on <= ${staged.asAt}::date, true) and coalesce(p.ended_on >= ${staged.asAt}::date, true)
    left join sectors sector on sector.id = p.sector_id
    left join organisations parent on parent.id = p.parent_id
    left join localities locality on locality.id = p.locality_id`)
}

export async function checkOrganisations(ctx: Context, staged: Staged): Promise<void> {
  await staged.refuse(
    'closed_on',
    sql`'It closes before it opens on ' || opened_on`,
    sql`closed_on < opened_on`,
  )
  await sql`update staged set parent_id = coalesce(known.id, in_file.new_id)
    from staged child
    left join organisations known on known.ref = child.parent_ref
    left join staged in_file on in_file.organisation_ref = child.parent_ref and known.id is null
    where staged.row_number = child.row_number and child.parent_ref is not null`.execute(ctx.db)
  await staged.refuseUnknown('parent_ref', 'parent_id', 'is neither in this file nor among the organisations')
  await refuseCircles(ctx, staged)
  await refuseWhatFollowsFromRefusals(staged)
}

/**
 * No organisation stands above itself on any day, also by way of those that are not in the file. What the file says
 * holds as `writePeriods` will write it: of a new organisation always, of another for its period or the rest of it.
 */
async function refuseCircles(ctx: Context, staged: Staged): Promise<void> {
  const asAt = sql`${staged.asAt}::date`
  const { rows } = await sql<BelongsTo>`
    with standing as (
      select s.row_number, s.organisation_ref as ref, s.parent_ref, p.id as period_id, p.started_on, p.ended_on,
        coalesce(p.known_as_at, p.started_on) as known_on
      from staged s left join organisation_periods p on p.organisation_id = s.id
        and coalesce(p.started_on <= ${asAt}, true) and coalesce(p.ended_on >= ${asAt}, true)
    ), edges as (
      select ref, parent_ref, case when known_on is distinct from ${asAt} and period_id is not null then ${asAt} else started_on end as "from",
        case when known_on > ${asAt} and coalesce(known_on <= ended_on, true) then known_on - 1 else ended_on end as "to"
      from standing
      union all
      select o.ref, parent.ref, p.started_on, case when standing.known_on is distinct from ${asAt} and standing.period_id is not null
          then ${asAt} - 1 else p.ended_on end
      from organisation_periods p
      join organisations o on o.id = p.organisation_id
      join organisations parent on parent.id = p.parent_id
      left join standing on standing.period_id = p.id
      where standing.period_id is null or standing.known_on is distinct from ${asAt}
      union all
      select standing.ref, parent.ref, standing.known_on, standing.ended_on
      from standing join organisation_periods p on p.id = standing.period_id join organisations parent on parent.id = p.parent_id
      where standing.known_on > ${asAt} and coalesce(standing.known_on <= standing.ended_on, true)
    )
    select ref, parent_ref, "from"::text, "to"::text from edges
    where parent_ref is not null and coalesce("from" <= "to", true)`.execute(ctx.db)
  const circles = circlesOnAnyDay(rows)
  if (circles.size === 0) return
  await staged.refuseFound(
    'parent_ref',
    sql`select row_number, 'It would stand above itself: ' || way as reason
      from jsonb_each_text(${JSON.stringify(Object.fromEntries(circles))}::jsonb) as circle (ref, way)
      join staged on organisation_ref = ref and parent_ref is not null`,
  )
}

/** A number belongs to one organisation, and a new organisation's parent must come in too. */
function refuseWhatFollowsFromRefusals(staged: Staged): Promise<void> {
  return untilNothingMore(
    async () =>
      (await staged.refuseTaken('urn', sql`select urn as value, id, ref from organisations`)) +
      (await staged.refuseTaken('ods_code', sql`select ods_code as value, id, ref from organisations`)) +
      (await staged.refuse(
        'parent_ref',
        sql`'The row of “' || parent_ref || '” is rejected, and this organisation belongs to it'`,
        sql`not rejected and parent_id in (select new_id from staged where rejected and before is null)`,
      )),
  )
}
