import { describe, expect, test } from 'vitest'
import { everyoneShared, onlyOneself } from '#platform'
import { permissions } from '#web'
import {
  type Granted,
  type Role,
  asksForSecondFactor,
  mainRoleName,
  roleCodes,
  roles,
  scopeOf,
} from './roles.ts'

const over = (role: string, where: Partial<Granted> = {}): Granted => ({
  role,
  organisation: null,
  team: null,
  ...where,
})

describe('the records that a permission opens', () => {
  test('nobody without a role sees anything', () => {
    for (const permission of Object.keys(permissions))
      expect(scopeOf(permission as 'workforce.see', [])).toBeNull()
  })

  test('a role over the whole partnership opens all that is shared, besides what else was granted', () => {
    expect(scopeOf('workforce.see', [over('training_coordinator')])).toEqual(everyoneShared)
    expect(
      scopeOf('workforce.see', [
        over('setting_lead', { organisation: 'school' }),
        over('training_coordinator'),
      ]),
    ).toEqual({ ...everyoneShared, organisations: ['school'] })
  })

  test('roles over organisations and teams add up', () => {
    const granted = [
      over('setting_lead', { organisation: 'school' }),
      over('team_manager', { team: 'a' }),
      over('team_manager', { team: 'b' }),
    ]
    expect(scopeOf('workforce.see', granted)).toEqual({
      everyone: false,
      organisations: ['school'],
      teams: ['a', 'b'],
    })
  })

  test('a practitioner sees their own records, also when the role names their employer', () => {
    expect(scopeOf('workforce.see', [over('practitioner')])).toEqual(onlyOneself)
    expect(scopeOf('learning.book', [over('practitioner', { organisation: 'school' })])).toEqual(onlyOneself)
  })

  test('one’s own records do not widen what a manager sees, nor the other way round', () => {
    const granted = [over('practitioner'), over('team_manager', { team: 'a' })]
    expect(scopeOf('assurance.see', granted)).toEqual({ everyone: false, organisations: [], teams: ['a'] })
    expect(scopeOf('learning.book', granted)).toEqual(onlyOneself)
  })

  test('a role that this version does not know gives nothing', () => {
    expect(scopeOf('workforce.see', [over('toString'), over('wizard')])).toBeNull()
  })

  test('only the administrator manages accounts', () => {
    expect(roleCodes.filter((code) => scopeOf('access.manage', [over(code)]))).toEqual(['administrator'])
  })
})

describe('the table of roles', () => {
  test('the administrator can do everything, and so can give every role', () => {
    expect([...roles.administrator.permissions].sort()).toEqual(Object.keys(permissions).sort())
  })

  test('every permission belongs to a role other than the administrator’s, but for managing accounts', () => {
    const others = roleCodes.filter((code) => code !== 'administrator').map((code): Role => roles[code])
    const given = new Set(others.flatMap((role) => [...role.permissions, ...role.forOneself]))
    expect(
      Object.keys(permissions).filter((permission) => !given.has(permission as 'learning.book')),
    ).toEqual(['access.manage'])
  })

  test('every role that opens others’ records asks for a second factor', () => {
    expect(roleCodes.filter((code) => !asksForSecondFactor([over(code)]))).toEqual(['practitioner'])
  })

  test('someone with several roles is called by the widest', () => {
    expect(mainRoleName([over('practitioner'), over('team_manager'), over('wizard')])).toBe('Team manager')
    expect(mainRoleName([])).toBe('')
  })
})
