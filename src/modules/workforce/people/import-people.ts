/** Brings in people: who they are. What they do comes as engagements. */
import { sql } from 'kysely'
import type { Context } from '#platform'
import {
  type ImportKind,
  counting,
  type Staged,
  date,
  text,
  textLike,
  untilNothingMore,
} from '#platform/imports/index'
import { findMatches } from '../matching/find-matches.ts'

export const peopleImport: ImportKind = {
  name: 'people',
  title: 'People',
  noun: ['person', 'people'],
  teaching:
    'Everyone in the workforce, once each, from your HR system or a partner’s list. Bring in only what the register needs: a reference that stays the same, a name and, where there is one, a registration number. What people do comes as engagements.',
  key: ['person_ref'],
  columns: [
    {
      name: 'person_ref',
      required: true,
      type: text(),
      hint: 'A reference that stays the same, such as the employee number',
      example: 'P0001',
      alsoCalled: [
        'employee number',
        'employee id',
        'employee ref',
        'payroll number',
        'staff number',
        'staff id',
        'person id',
      ],
    },
    {
      name: 'given_name',
      required: true,
      type: text(),
      hint: 'First name, or the name they are known by',
      example: 'Amina',
      alsoCalled: ['first name', 'forename', 'forenames', 'known as', 'preferred name'],
    },
    {
      name: 'family_name',
      required: true,
      type: text(),
      hint: 'Surname',
      example: 'Khan',
      alsoCalled: ['surname', 'last name'],
    },
    {
      name: 'birth_date',
      type: date(),
      hint: 'Date of birth, only where it is needed to tell people apart',
      example: '1998-04-17',
      alsoCalled: ['date of birth', 'dob', 'birthdate'],
    },
    {
      name: 'email',
      type: textLike(
        /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
        'is not an e-mail address. Write it like name@example.org',
      ),
      hint: 'Work e-mail address',
      example: 'amina.khan@example.org',
      alsoCalled: ['e-mail', 'email address', 'work email', 'mail'],
    },
    {
      name: 'swe_number',
      type: text(),
      hint: 'Social Work England registration number',
      example: 'SW900001',
      alsoCalled: ['swe no', 'social work england number', 'swe registration', 'hcpc number'],
    },
    {
      name: 'nmc_pin',
      type: text(),
      hint: 'Nursing and Midwifery Council PIN',
      example: '99X9999X',
      alsoCalled: ['nmc', 'nmc number'],
    },
    {
      name: 'trn',
      type: text(),
      hint: 'Teacher reference number',
      example: '9900001',
      alsoCalled: ['teacher reference number'],
    },
  ],
  match,
  check,
  apply,
  inRegister: counting(sql`people`),
}

const registrations = ['swe_number', 'nmc_pin', 'trn'] as const

/**
 * By reference first, also one of a record that was merged or of another system. A reference that nobody has is a further
 * one of the person with the same registration number, where the number points at one person who is not in the file
 * already, at least one of the names agrees and the dates of birth do not contradict. Then the row changes the reference
 * in `before`, so that it counts as a change.
 */
async function match(_ctx: Context, staged: Staged): Promise<void> {
  const given = registrations.filter((name) => staged.given.has(name))
  const byNumber =
    given.length === 0
      ? sql`select null::integer as row_number, null::uuid as person_id where false`
      : sql.join(
          given.map(
            (name) => sql`select s.row_number, p.id as person_id
              from staged s join people p on p.${sql.ref(name)} = s.${sql.ref(name)}
              where (app.folded(p.given_name) = app.folded(s.given_name) or app.folded(p.family_name) = app.folded(s.family_name))
                and (p.birth_date = s.birth_date) is not false`,
          ),
          sql` union `,
        )
  await staged.matched(sql`
    with by_ref as materialized (
      select s.row_number, r.person_id from staged s join person_refs r on r.ref = s.person_ref
    ), by_number as (
      select row_number, min(person_id::text)::uuid as person_id from (${byNumber}) as found
      where row_number not in (select row_number from by_ref) and person_id not in (select person_id from by_ref)
      group by row_number having count(distinct person_id) = 1
    )
    select m.row_number, p.id, m.change || jsonb_build_object('given_name', p.given_name, 'family_name', p.family_name,
      'birth_date', p.birth_date, 'email', p.email, 'swe_number', p.swe_number, 'nmc_pin', p.nmc_pin, 'trn', p.trn) as before
    from (
      select row_number, person_id, '{}'::jsonb as change from by_ref
      union all
      select row_number, person_id, jsonb_build_object('person_ref', ref) from by_number join people on id = person_id
    ) as m join people p on p.id = m.person_id`)
}

async function check(ctx: Context, staged: Staged): Promise<void> {
  await staged.refuse(
    'birth_date',
    sql`birth_date || ' is after today'`,
    sql`birth_date > ${ctx.today}::date`,
  )
  await staged.refuseRepeated(['id'], 'is about the same person: keep one of the two', sql`not rejected`)
  // A number that two people seem to have is for a person to look at: an import never merges people.
  await untilNothingMore(async () => {
    let found = 0
    for (const name of registrations)
      found += await staged.refuseTaken(name, sql`select ${sql.ref(name)} as value, id, ref from people`)
    return found
  })
}

async function apply(ctx: Context): Promise<void> {
  await sql`update people p set given_name = s.given_name, family_name = s.family_name, birth_date = s.birth_date,
      email = s.email, swe_number = s.swe_number, nmc_pin = s.nmc_pin, trn = s.trn, version = p.version + 1
    from staged s where s.outcome = 'changed' and p.id = s.id`.execute(ctx.db)
  await sql`insert into people
      (partnership_id, id, ref, given_name, family_name, birth_date, email, swe_number, nmc_pin, trn)
    select ${ctx.partnership.id}::uuid, new_id, person_ref, given_name, family_name, birth_date, email, swe_number, nmc_pin, trn
    from staged where outcome = 'created'`.execute(ctx.db)
  await sql`insert into person_aliases (partnership_id, id, person_id, ref)
    select ${ctx.partnership.id}::uuid, new_id, id, person_ref from staged s
    where outcome = 'changed' and not exists (select from person_refs r where r.ref = s.person_ref)`.execute(
    ctx.db,
  )
  await findMatches(
    ctx,
    sql`select coalesce(id, new_id) from staged where outcome = 'created' or outcome = 'changed' and
      (before ->> 'given_name', before ->> 'family_name', before ->> 'birth_date', lower(before ->> 'email'))
        is distinct from (given_name, family_name, birth_date::text, lower(email))`,
  )
}
