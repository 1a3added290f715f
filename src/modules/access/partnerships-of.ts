import { sql } from 'kysely'
import type { Context } from '#platform'

export interface PartnershipOfAccount {
  id: string
  code: string
  name: string
  isDemonstration: boolean
  roles: string[]
}

/** The partnerships in which an account may do something today, by name. */
export async function partnershipsOf(ctx: Context, accountId: string): Promise<PartnershipOfAccount[]> {
  const { rows } = await sql<PartnershipOfAccount>`
    select * from app.partnerships_of(${accountId}::uuid, ${ctx.today}::date)`.execute(ctx.db)
  return rows
}

/** Where an account begins: in its partnership when it has one, else where it can choose. */
export async function firstPageOf(ctx: Context, accountId: string): Promise<string> {
  const partnerships = await partnershipsOf(ctx, accountId)
  return partnerships.length === 1 ? `/p/${partnerships[0]!.code}` : '/'
}
