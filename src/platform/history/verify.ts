import { sql } from 'kysely'
import { type Services, inContext, operator } from '../context.ts'
import { allChains } from './seal.ts'

export interface ChainReport {
  partnership: string
  sealed: number
  unsealed: number
  brokenAt: number | null
  reason: string | null
}

/** Walks every chain of the history; a chain that was altered names its first broken link and says what is wrong with it. */
export async function verifyHistory(services: Services): Promise<ChainReport[]> {
  const reports: ChainReport[] = []
  for (const partnership of await allChains(services)) {
    const report = await inContext(
      services,
      { partnership, actor: operator('history verify') },
      async (ctx) => {
        const { rows } = await sql<
          Omit<ChainReport, 'partnership'>
        >`select * from app.verify_history()`.execute(ctx.db)
        return rows[0]!
      },
    )
    reports.push({ partnership: partnership.code || 'installation', ...report })
  }
  return reports
}
