import { expect, test } from 'vitest'
import { keptUntil, retentionRules, ruleFor } from './retention.ts'

test('evidence is kept longest that longest may be asked for, from the day somebody left', async () => {
  const rules = await retentionRules()
  const until = (families: string[]) => keptUntil('2020-02-29', ruleFor(rules, families, '2026-11-12'))
  expect(until(['Education'])).toBe('2026-02-28')
  expect(until(['Education', 'Residential'])).toBe('2045-02-28')
  expect(until([])).toBe('2026-02-28')
})

test('every rule names its source', async () => {
  for (const { source, what } of await retentionRules()) expect([source, what]).not.toContain('')
})

test('a day before any rule is an error rather than a guess', async () => {
  expect(() => ruleFor([], [], '2026-11-12')).toThrow('No rule says how long')
})
