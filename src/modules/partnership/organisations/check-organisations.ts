import { sql } from 'kysely'
import type { Context } from '#platform'
import { type Staged, untilNothingMore } from '#platform/imports/index'
import { circlesIn } from './organisation.ts'

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

/** No organisation stands above itself on the as-at date, also by way of those that are not in the file. */
async function refuseCircles(ctx: Context, staged: Staged): Promise<void> {
  const { rows } = await sql<{ ref: string; parentRef: string }>`
    select organisation_ref as ref, parent_ref from staged where parent_ref is not null
    union all
    select o.ref, parent.ref from app.current_periods(${staged.asAt}::date) p
    join organisations o on o.id = p.organisation_id
    join organisations parent on parent.id = p.parent_id
    where not exists (select from staged s where s.organisation_ref = o.ref)`.execute(ctx.db)
  const circles = circlesIn(new Map(rows.map((row) => [row.ref, row.parentRef])))
  if (circles.size === 0) return
  await staged.refuseFound(
    'parent_ref',
    sql`select row_number, 'It would stand above itself: ' || way as reason
      from jsonb_each_text(${JSON.stringify(Object.fromEntries(circles))}::jsonb) as circle (ref, way)
      join staged on organisation_ref = ref`,
  )
}

/** A number belongs to one organisation, and a new organisation's parent must come in too. */
function refuseWhatFollowsFromRefusals(staged: Staged): Promise<void> {
  return untilNothingMore(
    async () =>
      (await staged.refuseTaken('urn', sql`select urn as value, ref from organisations`)) +
      (await staged.refuseTaken('ods_code', sql`select ods_code as value, ref from organisations`)) +
      (await staged.refuse(
        'parent_ref',
        sql`'The row of “' || parent_ref || '” is rejected, and this organisation belongs to it'`,
        sql`not rejected and parent_id in (select new_id from staged where rejected and before is null)`,
      )),
  )
}
