/** Brings in people: who they are. What they do comes as engagements. */
import { sql } from 'kysely'
import type { Context } from '#platform'
import { type ImportKind, type Staged, date, text, textLike, untilNothingMore } from '#platform/imports/index'

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
  match: (_ctx, staged) =>
    staged.matched(sql`
      select s.row_number, p.id, jsonb_build_object('given_name', p.given_name, 'family_name', p.family_name,
        'birth_date', p.birth_date, 'email', p.email, 'swe_number', p.swe_number, 'nmc_pin', p.nmc_pin, 'trn', p.trn) as before
      from staged s join people p on p.ref = s.person_ref`),
  check,
  apply,
}

async function check(ctx: Context, staged: Staged): Promise<void> {
  await staged.refuse(
    'birth_date',
    sql`birth_date || ' is after today'`,
    sql`birth_date > ${ctx.today}::date`,
  )
  // A number that two people seem to have is for a person to look at: an import never merges people.
  await untilNothingMore(
    async () =>
      (await staged.refuseTaken('swe_number', sql`select swe_number as value, ref from people`)) +
      (await staged.refuseTaken('nmc_pin', sql`select nmc_pin as value, ref from people`)) +
      (await staged.refuseTaken('trn', sql`select trn as value, ref from people`)),
  )
}

async function apply(ctx: Context): Promise<void> {
  await sql`update people p set given_name = s.given_name, family_name = s.family_name, birth_date = s.birth_date,
      email = s.email, swe_number = s.swe_number, nmc_pin = s.nmc_pin, trn = s.trn, version = p.version + 1
    from staged s where s.outcome = 'changed' and p.id = s.id`.execute(ctx.db)
  await sql`insert into people
      (partnership_id, id, ref, given_name, family_name, birth_date, email, swe_number, nmc_pin, trn)
    select ${ctx.partnership.id}::uuid, new_id, person_ref, given_name, family_name, birth_date, email, swe_number, nmc_pin, trn
    from staged where outcome = 'created'`.execute(ctx.db)
}
