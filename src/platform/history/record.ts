import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { noteUnsealed } from './seal.ts'

export interface Subject {
  type: string
  id: string
}

/**
 * Adds to the history, in the same transaction as the change: what was done, to what, with the details. Every change,
 * every view of restricted data and every export is recorded.
 */
export async function record(
  ctx: Context,
  action: string,
  subject: Subject | null,
  details: Record<string, unknown> = {},
): Promise<void> {
  const payload = JSON.stringify({ ...details, by: ctx.actor.name, request: ctx.requestId })
  await sql`select app.record(${newId()}::uuid, ${ctx.actor.accountId}::uuid, ${action}, ${subject?.type ?? null},
    ${subject?.id ?? null}::uuid, ${randomBytes(16)}::bytea, ${payload}::jsonb)`.execute(ctx.db)
  noteUnsealed(ctx.services, ctx.partnership.id)
}
