/** Brings in checks and registrations: that they were made, when and until when, and never what they said. */
import { sql } from 'kysely'
import { type ImportKind, counting, date, text } from '#platform/imports/index'
import { applyEvidence, checkEvidence, matchEvidence } from './evidence-import.ts'
import { personRef } from './person-ref-column.ts'

const evidence = { kind: 'check', code: 'evidence_code', date: 'issued_on', details: ['reference'] } as const

export const checksImport: ImportKind = {
  name: 'checks',
  title: 'Checks and registrations',
  noun: ['check', 'checks'],
  teaching:
    'DBS checks, registrations with a regulator, driving licences and the like: that each was made, on which day, until when, and its number. What a check said does not belong here. Bring people in first.',
  key: ['person_ref', 'evidence_code', 'issued_on'],
  columns: [
    personRef,
    {
      name: 'evidence_code',
      required: true,
      type: text(),
      hint: 'The kind of check, as requirements name it; a new code is added',
      example: 'DBS-ENHANCED',
      alsoCalled: ['check', 'check type', 'type', 'code', 'registration body'],
    },
    {
      name: 'issued_on',
      required: true,
      type: date(),
      hint: 'The day it was issued or made',
      example: '2025-05-19',
      alsoCalled: ['issued', 'issue date', 'date issued', 'date of issue', 'check date', 'date'],
    },
    {
      name: 'expires_on',
      type: date(),
      hint: 'The last day it counts, when it says so; otherwise each requirement decides',
      alsoCalled: ['expiry date', 'expires', 'valid until', 'renewal date'],
    },
    {
      name: 'reference',
      type: text(),
      hint: 'Its number',
      example: '001234567890',
      alsoCalled: ['number', 'certificate number', 'disclosure number', 'registration number'],
    },
  ],
  working: { person_id: 'uuid' },
  match: (_ctx, staged) => matchEvidence(staged, evidence),
  check: (ctx, staged) => checkEvidence(ctx, staged, evidence),
  apply: (ctx, staged) => applyEvidence(ctx, staged, evidence),
  inRegister: counting(sql`evidence e join evidence_types t on t.id = e.evidence_type_id
    where t.kind = 'check' and e.withdrawn_at is null`),
}
