import { sql } from 'kysely'
import type { Context } from '#platform'
import type { Staged } from '#platform/imports/index'
import { newId } from '#platform'
import { addLocalities, addSectors } from '../names.ts'

export async function applyOrganisations(ctx: Context, staged: Staged): Promise<void> {
  await addSectors(ctx, await staged.distinct('sector'))
  await addLocalities(ctx, await staged.distinct('locality'))
  await sql`update staged set sector_id = sector.id, locality_id = locality.id
    from staged s join sectors sector on sector.name = s.sector left join localities locality on locality.name = s.locality
    where staged.row_number = s.row_number`.execute(ctx.db)
  await writeOrganisations(ctx)
  await writePeriods(ctx, staged)
}

async function writeOrganisations(ctx: Context): Promise<void> {
  await sql`update organisations o set urn = s.urn, ods_code = s.ods_code, ofsted_urn = s.ofsted_urn,
      charity_number = s.charity_number, opened_on = s.opened_on, closed_on = s.closed_on, version = o.version + 1
    from staged s where s.outcome = 'changed' and o.id = s.id`.execute(ctx.db)
  await sql`insert into organisations
      (partnership_id, id, ref, urn, ods_code, ofsted_urn, charity_number, opened_on, closed_on)
    select ${ctx.partnership.id}::uuid, new_id, organisation_ref, urn, ods_code, ofsted_urn, charity_number, opened_on, closed_on
    from staged where outcome = 'created'`.execute(ctx.db)
}

/**
 * Facts without a date column hold for all time when an organisation first comes in. Other facts as at a later or
 * earlier date end that period the day before and open one, until the date for which the next facts are known. Other
 * facts for a date already known correct what was given for it.
 */
async function writePeriods(ctx: Context, staged: Staged): Promise<void> {
  const { asAt } = staged
  const facts = sql`name, kind, sector_id, cohort, parent_id, postcode, locality_id`
  const into = sql`insert into organisation_periods
    (partnership_id, id, organisation_id, name, kind, sector_id, cohort, parent_id, postcode, locality_id,
     started_on, ended_on, known_as_at)`
  await sql`${into} select ${ctx.partnership.id}::uuid, new_id, new_id, ${facts}, null, null, ${asAt}::date
    from staged where outcome = 'created'`.execute(ctx.db)

  // The period that holds on the as-at date, for those whose facts differ from it.
  await sql`update staged set period_id = p.id, period_ends = p.ended_on, known_as_at = coalesce(p.known_as_at, p.started_on)
    from organisation_periods p
    where staged.outcome = 'changed' and p.organisation_id = staged.id
      and coalesce(p.started_on <= ${asAt}::date, true) and coalesce(p.ended_on >= ${asAt}::date, true)
      and (p.name, p.kind, p.sector_id, p.cohort, p.parent_id, p.postcode, p.locality_id) is distinct from
          (staged.name, staged.kind, staged.sector_id, staged.cohort, staged.parent_id, staged.postcode, staged.locality_id)
    `.execute(ctx.db)
  await staged.analyze()

  await sql`update organisation_periods p set name = s.name, kind = s.kind, sector_id = s.sector_id, cohort = s.cohort,
      parent_id = s.parent_id, postcode = s.postcode, locality_id = s.locality_id
    from staged s where s.period_id is not null and s.known_as_at = ${asAt}::date
      and p.organisation_id = s.id and (p.id = s.period_id or p.known_as_at = ${asAt}::date)`.execute(ctx.db)

  const splits = sql`period_id is not null and known_as_at is distinct from ${asAt}::date`
  const knownLater = sql`known_as_at > ${asAt}::date and coalesce(known_as_at <= period_ends, true)`
  await sql`update organisation_periods set ended_on = ${asAt}::date - 1
    where id in (select period_id from staged where ${splits})`.execute(ctx.db)
  await sql`${into} select ${ctx.partnership.id}::uuid, new_id, id, ${facts}, ${asAt}::date,
      case when ${knownLater} then known_as_at - 1 else period_ends end, ${asAt}::date
    from staged where ${splits}`.execute(ctx.db)
  const later = await sql<{
    periodId: string
  }>`select period_id from staged where ${splits} and ${knownLater}`.execute(ctx.db)
  await sql`${into} select p.partnership_id, piece.id, p.organisation_id, ${sql.raw(
    'p.name, p.kind, p.sector_id, p.cohort, p.parent_id, p.postcode, p.locality_id',
  )}, s.known_as_at, s.period_ends, s.known_as_at
    from unnest(${later.rows.map((row) => row.periodId)}::uuid[], ${later.rows.map(() => newId())}::uuid[])
      as piece (period_id, id)
    join organisation_periods p on p.id = piece.period_id
    join staged s on s.period_id = piece.period_id`.execute(ctx.db)
}
