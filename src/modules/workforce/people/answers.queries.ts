import { sql } from 'kysely'
import { type Context, everyone, formatDate, withScope } from '#platform'
import type { findPerson } from './people.queries.ts'
import { type AnswerState, type Question, questions } from './questions.ts'

type Person = Awaited<ReturnType<typeof findPerson>>

/** Who said so, when, and from where. */
export interface Provenance {
  at: Date
  by: string | null
  from: string
}

export interface AnswerLine {
  question: Question
  state: AnswerState
  /** As it is kept; null when there is none. */
  value: string | null
  /** As it is shown. */
  text: string | null
  /** Null for an answer not yet collected. */
  saved: Provenance | null
  /** Whether an earlier answer was another. */
  changed: boolean
  /** Null when nobody has confirmed the answer since it was saved. */
  confirmed: Provenance | null
}

interface Version extends Record<string, unknown> {
  at: Date
  by: string | null
  from: string
}

interface KeptAnswer {
  question: string
  state: Exclude<AnswerState, 'not_collected'>
  value: string | null
  savedAt: Date
  savedBy: string | null
  savedFrom: string
  confirmedAt: Date | null
  confirmedBy: string | null
  confirmedFrom: string | null
  version: number
}

/** Every question about a person with its answer, or why there is none. */
export async function answersOf(ctx: Context, person: Person): Promise<AnswerLine[]> {
  const { rows: kept } = await sql<KeptAnswer>`
    select a.question, a.state, a.value, a.saved_at, saver.display_name as saved_by, a.saved_from, a.confirmed_at,
      confirmer.display_name as confirmed_by, a.confirmed_from, a.version
    from answers a
    left join accounts saver on saver.id = a.saved_by
    left join accounts confirmer on confirmer.id = a.confirmed_by
    where a.person_id = ${person.id}`.execute(ctx.db)
  const versions = await versionsOf(ctx, person.id)
  return questions.map((question: Question) =>
    lineOf(
      question,
      versions,
      kept.find((one) => one.question === question.code),
    ),
  )
}

/** What the person's row said, the newest first. Whoever may see the person may know where what they see comes from. */
function versionsOf(ctx: Context, personId: string): Promise<Version[]> {
  return withScope(ctx, everyone, async ({ db }) => {
    const { rows } = await sql<{ row: Record<string, string | null>; by: string | null; at: Date }>`
      select said.row, a.display_name as by, (said.row ->> 'saved_at')::timestamptz as at from (
        select to_jsonb(p) as row, null::bigint as position from people p where p.id = ${personId}
        union all
        select row_as_it_was, id from superseded_rows where table_name = 'people' and row_id = ${personId}) as said
      left join accounts a on a.id = (said.row ->> 'saved_by')::uuid
      order by said.position desc nulls first`.execute(db)
    return rows.map(({ row, by, at }) => ({ ...row, at, by, from: row['saved_from'] ?? 'service' }))
  })
}

function lineOf(question: Question, versions: Version[], kept: KeptAnswer | undefined): AnswerLine {
  const column = question.column && question.code
  const value = (column ? (versions[0]?.[column] as string | null) : kept?.value) ?? null
  const savedHere = kept ? { at: kept.savedAt, by: kept.savedBy, from: kept.savedFrom } : null
  // The oldest of the versions that say, without a break, what is said now.
  const differs = column ? versions.findIndex((version) => (version[column] ?? null) !== value) : -1
  const since = column ? versions.at(differs === -1 ? -1 : differs - 1)! : null
  const saved = value !== null && since ? { at: since.at, by: since.by, from: since.from } : savedHere
  const state = value !== null ? 'answered' : kept && kept.state !== 'answered' ? kept.state : 'not_collected'
  const confirmed =
    kept?.confirmedAt && saved && kept.confirmedAt >= saved.at
      ? { at: kept.confirmedAt, by: kept.confirmedBy, from: kept.confirmedFrom! }
      : null
  return {
    question,
    state,
    value,
    text: value === null ? null : textOf(question, value),
    saved: state === 'not_collected' ? null : saved,
    changed: column
      ? differs !== -1 && versions[differs]![column] !== null
      : (kept?.version ?? 1) > 1 && !confirmed,
    confirmed,
  }
}

function textOf(question: Question, value: string): string {
  if (question.kind === 'date') return formatDate(value)
  return question.choices?.[value] ?? value
}

/** Saved on 12 November 2026 by Grace Adeyemi, on a page. */
export function provenanceInWords(did: string, { at, by, from }: Provenance): string {
  const where: Record<string, string> = {
    page: 'on a page',
    self: 'by the person',
    service: 'when the service was set up',
  }
  const source = from.startsWith('file: ') ? `from the file ${from.slice(6)}` : (where[from] ?? from)
  const day = formatDate(new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(at))
  return `${did} on ${day}${by && from !== 'self' ? ` by ${by}` : ''}, ${source}`
}
