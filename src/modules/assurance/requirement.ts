/** A requirement: who must have what, by when and how often, and the words for it. */
import { type OrganisationKind, organisationKinds } from '#partnership'
import { type LocalDate, formatDate } from '#platform'
import { type Basis, bases as basisWords } from '#workforce'

/** A century is more than any rule asks; the table holds no more. */
export const mostDays = 36_500
export const mostMonths = 1200

/** Empty lists mean all. */
export interface RequirementScope {
  roles: readonly string[]
  sectors: readonly string[]
  bases: readonly string[]
  kinds: readonly string[]
}

export interface RequirementRule {
  dueWithinDays: number
  validForMonths: number | null
  warnDays: number
  graceDays: number
  appliesFrom: LocalDate
  appliesTo: LocalDate | null
}

/** "Social worker or Family support worker, in Social care, permanent, at schools": whom it binds, as people say it. */
export function scopeInWords({ roles, sectors, bases, kinds }: RequirementScope): string {
  const parts = [
    roles.length > 0 ? anyOf(roles) : 'Everyone',
    sectors.length > 0 && `in ${anyOf(sectors)}`,
    kinds.length > 0 && `at an organisation of the kind ${anyOf(kinds.map(kindInWords))}`,
    bases.length > 0 && `engaged as ${anyOf(bases.map(basisInWords))}`,
  ]
  return parts.filter(Boolean).join(', ')
}

export function dueInWords({ dueWithinDays }: Pick<RequirementRule, 'dueWithinDays'>): string {
  return dueWithinDays === 0 ? 'On the first day' : `Within ${count(dueWithinDays, 'day')} of starting`
}

export function validityInWords({ validForMonths }: Pick<RequirementRule, 'validForMonths'>): string {
  return validForMonths === null
    ? 'Once: it does not run out, unless the evidence says so'
    : `${count(validForMonths, 'month')}, unless the evidence has an expiry date of its own`
}

export function periodInWords({
  appliesFrom,
  appliesTo,
}: Pick<RequirementRule, 'appliesFrom' | 'appliesTo'>): string {
  const from = `From ${formatDate(appliesFrom)}`
  return appliesTo ? `${from} to ${formatDate(appliesTo)}` : from
}

/** "1 day", "28 days" */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`
}

/** "a", "a or b", "a, b or c" */
export function anyOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

export function kindInWords(kind: string): string {
  return organisationKinds[kind as OrganisationKind] ?? kind
}

export function basisInWords(basis: string): string {
  return basisWords[basis as Basis] ?? basis
}
