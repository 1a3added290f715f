/** How long evidence about a person is kept after they leave, by what they did. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LocalDate, addMonths, projectRoot } from '#platform'

export interface RetentionRule {
  what: string
  /** Families of roles that it is for; none: for everybody. */
  families: string[]
  yearsAfterLeaving: number
  /** The first day that it applies. */
  from: LocalDate
  source: string
}

let rules: Promise<RetentionRule[]> | undefined

export function retentionRules(): Promise<RetentionRule[]> {
  rules ??= readFile(join(projectRoot, 'data', 'reference', 'retention.json'), 'utf8').then(
    (text) => JSON.parse(text) as RetentionRule[],
  )
  return rules
}

/** The rule that keeps evidence of these families of roles longest, of those that apply on a day. */
export function ruleFor(
  rules: readonly RetentionRule[],
  families: readonly (string | null)[],
  today: LocalDate,
): RetentionRule {
  const fitting = rules.filter(
    (rule) =>
      rule.from <= today &&
      (rule.families.length === 0 || rule.families.some((one) => families.includes(one))),
  )
  const [longest] = fitting.toSorted((one, other) => other.yearsAfterLeaving - one.yearsAfterLeaving)
  if (!longest) throw new Error('No rule says how long evidence is kept')
  return longest
}

/** The last day on which the evidence is kept. */
export function keptUntil(leftOn: LocalDate, { yearsAfterLeaving }: RetentionRule): LocalDate {
  return addMonths(leftOn, yearsAfterLeaving * 12)
}
