import { type Context, record } from '#platform'
import type { RegisterKeeper } from './agreement.ts'

/** Says who keeps an organisation's register: from now on others see its people by name, or not. False when it moved on. */
export async function setRegisterKeeper(
  ctx: Context,
  organisation: { id: string; version: number },
  registerKeptBy: RegisterKeeper,
): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('organisations')
    .set((e) => ({ registerKeptBy, version: e('version', '+', 1) }))
    .where('id', '=', organisation.id)
    .where('version', '=', organisation.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await record(
    ctx,
    'partnership.register-keeper-set',
    { type: 'organisation', id: organisation.id },
    { registerKeptBy },
  )
  return true
}
