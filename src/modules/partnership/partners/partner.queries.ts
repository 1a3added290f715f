import { type RawBuilder, sql } from 'kysely'
import { type Context, found } from '#platform'
import { type Partner, partnerRoles } from './partner.ts'

const select = (ctx: Context, where: RawBuilder<unknown>) => sql<Partner>`
  select pr.id, pr.organisation_id, coalesce(p.name, o.ref) as organisation, pr.role, l.name as area, pr.started_on,
    pr.ended_on, pr.version, coalesce((
      select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'job', r.job, 'capacity', r.capacity,
        'startedOn', r.started_on, 'endedOn', r.ended_on) order by r.ended_on nulls first, r.started_on, r.name)
      from partner_representatives r where r.partner_role_id = pr.id), '[]') as representatives
  from partner_roles pr
  join organisations o on o.id = pr.organisation_id
  left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
  left join localities l on l.id = pr.locality_id
  where ${where}
  order by array_position(${Object.keys(partnerRoles)}::text[], pr.role), l.name nulls first, lower(coalesce(p.name, o.ref))`

/** The partners of today and of days to come, the statutory ones first. */
export async function currentPartners(ctx: Context): Promise<Partner[]> {
  return (await select(ctx, sql`coalesce(pr.ended_on >= ${ctx.today}::date, true)`).execute(ctx.db)).rows
}

/** @throws NotFound */
export async function findPartner(ctx: Context, id: string): Promise<Partner> {
  return found((await select(ctx, sql`pr.id = ${id}`).execute(ctx.db)).rows[0])
}

/** What an organisation is in the partnership. */
export async function partnerRolesOf(ctx: Context, organisationId: string): Promise<Partner[]> {
  const current = sql`pr.organisation_id = ${organisationId} and coalesce(pr.ended_on >= ${ctx.today}::date, true)`
  return (await select(ctx, current).execute(ctx.db)).rows
}
