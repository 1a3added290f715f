/** What a person can have: kinds of evidence, each with a code that requirements, courses and files name. */
import { sql } from 'kysely'
import { type Context, newId } from '#platform'

export const evidenceKinds = {
  course: 'Course',
  check: 'Check',
  registration: 'Registration',
  qualification: 'Qualification',
  other: 'Other',
} as const

export type EvidenceKind = keyof typeof evidenceKinds

/** The id of the evidence type with this code, which is added when it is new. A title takes the place of a bare code. */
export async function ensureEvidenceType(
  ctx: Context,
  type: { code: string; title: string; kind?: EvidenceKind },
): Promise<string> {
  const { code, title, kind = 'course' } = type
  await addEvidenceTypes(ctx, [code], kind)
  await ctx.db
    .updateTable('evidenceTypes')
    .set({ title, kind })
    .where('code', '=', code)
    .whereRef('title', '=', 'code')
    .execute()
  const { id } = await ctx.db
    .selectFrom('evidenceTypes')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return id
}

/** Adds the codes that are new; until somebody says more, their title is the code, and a requirement's are of kind other. */
export async function addEvidenceTypes(
  ctx: Context,
  codes: readonly string[],
  kind: EvidenceKind,
): Promise<void> {
  if (codes.length === 0) return
  await sql`insert into evidence_types (partnership_id, id, code, title, kind)
    select ${ctx.partnership.id}::uuid, id, code, code, ${kind}
    from unnest(${codes.map(() => newId())}::uuid[], ${codes}::text[]) as new (id, code)
    on conflict (partnership_id, code) do update set kind = excluded.kind
      where evidence_types.kind = 'other' and excluded.kind <> 'other'`.execute(ctx.db)
}
