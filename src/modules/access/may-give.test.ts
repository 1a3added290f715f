import { describe, expect, test } from 'vitest'
import { type Scope, everyone, onlyOneself } from '#platform'
import { covers, wholePartnership } from './may-give.ts'

const school: Scope = { everyone: false, organisations: ['school'], teams: [] }
const team: Scope = { everyone: false, organisations: [], teams: ['team'] }
const overSchool = { organisationId: 'school', teamId: null }
const overTeam = { organisationId: null, teamId: 'team' }

describe('what somebody holds reaches', () => {
  test.each([
    ['the whole partnership for the whole partnership', everyone, wholePartnership, null, true],
    ['a team, for the whole partnership', everyone, overTeam, 'school', true],
    ['their own organisation', school, overSchool, null, true],
    ['a team of their organisation', school, overTeam, 'school', true],
    ['their own team', team, overTeam, 'school', true],
  ])('%s', (_case, held, over, employer, expected) => expect(covers(held, over, employer)).toBe(expected))
})

describe('what somebody holds does not reach', () => {
  test.each([
    ['anything, for nobody', null, overTeam, null],
    ['anything, for oneself', onlyOneself, overTeam, null],
    ['the whole partnership, for an organisation', school, wholePartnership, null],
    ['another organisation', school, { organisationId: 'nursery', teamId: null }, null],
    ['the organisation of one’s team', team, overSchool, null],
    ['a team of another organisation', school, overTeam, 'nursery'],
    ['a team of several employers, for one of them', school, overTeam, null],
  ])('%s', (_case, held, over, employer) => expect(covers(held, over, employer)).toBe(false))
})
