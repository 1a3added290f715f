/** Brings in training: the courses that people have completed, wherever they did. */
import { sql } from 'kysely'
import { type ImportKind, counting, date, number, text } from '#platform/imports/index'
import { applyEvidence, checkEvidence, matchEvidence } from './evidence-import.ts'
import { personRef } from './person-ref-column.ts'

const evidence = {
  kind: 'course',
  code: 'course_code',
  date: 'completed_on',
  details: ['hours', 'provider'],
} as const

export const trainingImport: ImportKind = {
  name: 'training',
  title: 'Training',
  noun: ['completed course', 'completed courses'],
  teaching:
    'Courses that people have completed, from a training system, a partner’s list or a spreadsheet. Each counts towards the requirements that name its code. Bring people in first.',
  key: ['person_ref', 'course_code', 'completed_on'],
  columns: [
    personRef,
    {
      name: 'course_code',
      required: true,
      type: text(),
      hint: 'The course’s code, as requirements name it; a new code is added',
      example: 'SG-CORE',
      alsoCalled: [
        'course',
        'course id',
        'course ref',
        'code',
        'training code',
        'course name',
        'course title',
      ],
    },
    {
      name: 'completed_on',
      required: true,
      type: date(),
      hint: 'The day it was completed',
      example: '2026-03-24',
      alsoCalled: ['completed', 'completion date', 'date completed', 'date', 'attended on', 'date attended'],
    },
    {
      name: 'expires_on',
      type: date(),
      hint: 'The last day it counts, when the record says so; otherwise each requirement decides',
      alsoCalled: ['expiry date', 'expires', 'valid until', 'renewal date', 'refresher due'],
    },
    {
      name: 'hours',
      type: number({ min: 0, max: 99_999, decimals: 2 }),
      hint: 'How many hours it took',
      example: '3',
      alsoCalled: ['duration', 'cpd hours', 'learning hours'],
    },
    {
      name: 'provider',
      type: text(),
      hint: 'Who ran it',
      example: 'Safeguarding Children Partnership',
      alsoCalled: ['training provider', 'delivered by'],
    },
  ],
  working: { person_id: 'uuid' },
  match: (_ctx, staged) => matchEvidence(staged, evidence),
  check: (ctx, staged) => checkEvidence(ctx, staged, evidence),
  apply: (ctx, staged) => applyEvidence(ctx, staged, evidence),
  inRegister: counting(sql`evidence e join evidence_types t on t.id = e.evidence_type_id
    where t.kind = 'course' and e.withdrawn_at is null`),
}
