/** What the imports of training and of checks have in common: a person, a code, a day, and details of what was obtained. */
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#platform'
import type { Staged } from '#platform/imports/index'
import { type EvidenceKind, addEvidenceTypes } from '../evidence-types.ts'

interface EvidenceColumns {
  kind: EvidenceKind
  /** The columns of the file that hold the code and the day. */
  code: string
  date: string
  /** The columns that are called the same in the file and in the table, besides expires_on. */
  details: readonly string[]
}

/** Evidence that was withdrawn is not there for a file, which brings it back. */
export async function matchEvidence(staged: Staged, { code, date, details }: EvidenceColumns): Promise<void> {
  const held = ['expires_on', ...details].map((column) => sql`${sql.lit(column)}, e.${sql.ref(column)}`)
  await staged.matched(sql`
    select s.row_number, e.id, jsonb_build_object(${sql.join(held)}) as before
    from staged s
    join person_refs p on p.ref = s.person_ref
    join evidence_types t on t.code = s.${sql.ref(code)}
    join evidence e on e.person_id = p.person_id and e.evidence_type_id = t.id and e.obtained_on = s.${sql.ref(date)}
    where e.withdrawn_at is null`)
}

export async function checkEvidence(
  ctx: Context,
  staged: Staged,
  { code, date }: EvidenceColumns,
): Promise<void> {
  await findPeople(ctx, staged)
  await staged.refuseRepeated(['person_id', code, date], 'is about the same person', sql`not rejected`)
  await staged.refuse(
    'expires_on',
    sql`'It expires before ' || ${sql.ref(date)} || ', the day in ' || ${date}::text`,
    sql`expires_on < ${sql.ref(date)}`,
  )
}

export async function applyEvidence(
  ctx: Context,
  staged: Staged,
  { kind, code, date, details }: EvidenceColumns,
): Promise<void> {
  await addEvidenceTypes(ctx, await staged.distinct(code), kind)
  const columns = sql.join(['expires_on', ...details].map((column) => sql.ref(column)))
  const given = sql.join(
    ['expires_on', ...details].map((column): RawBuilder<unknown> => sql`s.${sql.ref(column)}`),
  )
  const excluded = sql.join(
    ['expires_on', ...details].map((column): RawBuilder<unknown> => sql`excluded.${sql.ref(column)}`),
  )
  await sql`update evidence e set (${columns}, version) = row(${given}, e.version + 1)
    from staged s where s.outcome = 'changed' and e.id = s.id`.execute(ctx.db)
  await sql`insert into evidence
      (partnership_id, id, person_id, evidence_type_id, obtained_on, source, recorded_by, ${columns})
    select ${ctx.partnership.id}::uuid, s.new_id, s.person_id, t.id, s.${sql.ref(date)}, 'import',
      ${ctx.actor.accountId}::uuid, ${given}
    from staged s join evidence_types t on t.code = s.${sql.ref(code)} where s.outcome = 'created'
    on conflict (partnership_id, person_id, evidence_type_id, obtained_on) do update set
      (${columns}, source, recorded_by, withdrawn_at, withdrawn_reason, version) =
        row(${excluded}, 'import', excluded.recorded_by, null, null, evidence.version + 1)`.execute(ctx.db)
}

/** Fills in `person_id`, and refuses people who are not there. */
export async function findPeople(ctx: Context, staged: Staged): Promise<void> {
  await sql`update staged set person_id = r.person_id from person_refs r where r.ref = staged.person_ref`.execute(
    ctx.db,
  )
  await staged.refuseUnknown('person_ref', 'person_id', 'is not among the people. Bring the person in first')
}
