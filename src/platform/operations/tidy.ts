import { type Context, withAsking } from '../context.ts'
import { job } from '../jobs/index.ts'

/** How many days each thing is kept after it is over. */
const kept = {
  /** Nobody sends the same form again after a week. */
  formSubmissions: 7,
  /** Throttling looks at a quarter of an hour. */
  signInAttempts: 1,
  signInSessions: 7,
  /** A week after their own job should have removed them, in case it could not. */
  importRows: 21,
} as const

/** Removes, once a day, what served its purpose and may hold personal data. */
export const tidy = job({
  name: 'tidy',
  isDaily: true,
  async run(ctx) {
    const actor = { ...ctx.actor, managesAccounts: true }
    await withAsking(ctx, { actor }, tidyInstallation)
    const partnerships = await ctx.db
      .selectFrom('partnerships')
      .select(['id', 'code', 'name', 'isDemonstration'])
      .execute()
    for (const partnership of partnerships) await withAsking(ctx, { partnership }, tidyPartnership)
  },
})

async function tidyInstallation(ctx: Context): Promise<void> {
  const { db } = ctx
  await db.deleteFrom('formSubmissions').where('submittedAt', '<', before(ctx, 'formSubmissions')).execute()
  await db.deleteFrom('signInAttempts').where('attemptedAt', '<', before(ctx, 'signInAttempts')).execute()
  const sessionsBefore = before(ctx, 'signInSessions')
  await db
    .deleteFrom('signInSessions')
    .where((eb) => eb.or([eb('expiresAt', '<', sessionsBefore), eb('endedAt', '<', sessionsBefore)]))
    .execute()
}

async function tidyPartnership(ctx: Context): Promise<void> {
  await ctx.db
    .deleteFrom('importRows')
    .where('importId', 'in', (eb) =>
      eb.selectFrom('imports').select('id').where('requestedAt', '<', before(ctx, 'importRows')),
    )
    .execute()
}

function before(ctx: Context, what: keyof typeof kept): Date {
  return new Date(ctx.now.getTime() - kept[what] * 24 * 3_600_000)
}
