/** Brings in organisations, from the canonical file or a published establishment list. */
import { sql } from 'kysely'
import { type Context } from '#platform'
import { type ImportKind, counting, type Staged, date, oneOf, text, textLike } from '#platform/imports/index'
import { applyOrganisations } from './apply-organisations.ts'
import { checkOrganisations, matchOrganisations } from './check-organisations.ts'
import { cohorts, organisationKinds } from './organisation.ts'
import { publishedShapes } from './published-shapes.ts'

export const organisationsImport: ImportKind = {
  name: 'organisations',
  title: 'Organisations',
  noun: ['organisation', 'organisations'],
  teaching:
    'Councils, trusts, schools, nurseries, charities and other bodies whose people work with children. A list of schools or surgeries as it is published can be used as it is. Bring organisations in before people: an engagement names its organisation.',
  key: ['organisation_ref'],
  columns: [
    {
      name: 'organisation_ref',
      required: true,
      type: text(),
      hint: 'Your own short code for it, the same in every file',
      example: 'ORG-001',
      alsoCalled: [
        'urn',
        'unique_reference_number',
        'code',
        'organisation code',
        'ref',
        'reference',
        'org id',
      ],
    },
    {
      name: 'name',
      required: true,
      type: text(),
      hint: 'Its full name',
      example: 'Meadow Primary School',
      alsoCalled: [
        'organisation name',
        'establishment name',
        'organisation',
        'school name',
        'setting',
        'title',
      ],
    },
    {
      name: 'kind',
      required: true,
      type: oneOf(Object.keys(organisationKinds)),
      hint: `One of ${Object.keys(organisationKinds).join(', ')}`,
      example: 'school',
      alsoCalled: ['organisation kind', 'organisation type'],
    },
    {
      name: 'sector',
      required: true,
      type: text(),
      hint: 'The part of the workforce it belongs to; a new name adds a sector',
      example: 'Schools',
    },
    {
      name: 'cohort',
      type: oneOf(Object.keys(cohorts)),
      hint: 'employed or commissioned by the council, or wider when empty',
      example: 'wider',
      whenEmpty: 'wider',
    },
    {
      name: 'parent_ref',
      type: text(),
      hint: 'The organisation_ref of the body it belongs to, such as its trust',
      example: 'TRUST-7',
      alsoCalled: ['parent', 'parent organisation', 'trust ref'],
    },
    {
      name: 'urn',
      type: text(),
      hint: 'A school’s unique reference number',
      example: '100001',
      alsoCalled: ['unique_reference_number', 'school urn'],
    },
    {
      name: 'ods_code',
      type: text(),
      hint: 'A health organisation’s code in NHS organisation data',
      example: 'Z99001',
      alsoCalled: ['ods', 'nacs code'],
    },
    {
      name: 'ofsted_urn',
      type: text(),
      hint: 'Ofsted’s number of a nursery, childminder or home',
      example: 'EY000001',
      alsoCalled: ['ofsted reference', 'ofsted number'],
    },
    {
      name: 'charity_number',
      type: text(),
      hint: 'The Charity Commission’s number',
      example: '1000001',
      alsoCalled: ['charity no', 'registered charity number'],
    },
    {
      name: 'postcode',
      type: textLike(/^[A-Za-z0-9]{2,5} *[A-Za-z0-9]{3}$/, 'is not a postcode. Write it like NG1 5DT'),
      hint: 'Its postcode',
      example: 'NG1 5DT',
      alsoCalled: ['post code'],
    },
    {
      name: 'locality',
      type: text(),
      hint: 'The geographic group it belongs to; a new name adds a locality',
      example: 'North',
      alsoCalled: ['area', 'district', 'locality name'],
    },
    {
      name: 'opened_on',
      type: date(),
      hint: 'The day it opened',
      example: '2015-09-01',
      alsoCalled: ['opened', 'open date', 'opening date'],
    },
    {
      name: 'closed_on',
      type: date(),
      hint: 'The day it closed, empty while it is open',
      alsoCalled: ['closed', 'close date', 'closing date'],
    },
  ],
  working: {
    parent_id: 'uuid',
    sector_id: 'uuid',
    locality_id: 'uuid',
    period_id: 'uuid',
    period_ends: 'date',
    known_as_at: 'date',
  },
  shapes: publishedShapes,
  match: (_ctx: Context, staged: Staged) => matchOrganisations(staged),
  check: checkOrganisations,
  apply: applyOrganisations,
  inRegister: counting(sql`organisations`),
}
