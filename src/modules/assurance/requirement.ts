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

/**
 * "Social worker or Family support worker, in Social care, engaged as Permanent": whom it binds, as people say it. Of more
 * roles than `mostRoles`, the first few stand for all.
 */
export function scopeInWords(
  { roles, sectors, bases, kinds }: RequirementScope,
  mostRoles = Number.POSITIVE_INFINITY,
): string {
  const named = roles.length > mostRoles ? roles.slice(0, mostRoles) : roles
  const more = roles.length - named.length
  const parts = [
    roles.length > 0 ? anyOf(more > 0 ? [...named, `${more} other roles`] : named) : 'Everyone',
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

export function warningInWords({ warnDays }: Pick<RequirementRule, 'warnDays'>): string {
  return warnDays === 0 ? 'On the last day' : `From ${count(warnDays, 'day')} before it runs out`
}

export function graceInWords({ graceDays }: Pick<RequirementRule, 'graceDays'>): string {
  return graceDays === 0 ? 'None' : `${count(graceDays, 'day')} after the due date`
}

/** "Core awareness (SG-CORE)"; the code alone while nobody has said what it is called. */
export function evidenceInWords({ code, title }: { code: string; title: string }): string {
  return title === code ? code : `${title} (${code})`
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
