import type { Browser, TestPage } from '../../support/browser.ts'
import type { Walk } from '../../support/walk.ts'

export type Answers = Parameters<TestPage['submit']>[0] & object

/** A form ready to be sent: somebody who may, where it is, and answers that can be taken. */
export interface Prepared {
  browser: Browser
  url: string
  answers: Answers
  /** The button that sends it, when there are several. */
  button?: string
  /** Counts rows elsewhere, for a form that has a database of its own; and ends it. */
  countRows?: () => Promise<Record<string, number>>
  close?: () => Promise<void>
}

/** Makes everything afresh that one sending of a form needs. */
export type Prepare = (walk: Walk) => Promise<Prepared>

/** The administrator of the walk, at an address of the partnership. */
export const administrator = (walk: Walk, path: string, answers: Answers, button?: string): Prepared => ({
  browser: walk.world.browser(walk.cast.administrator.token),
  url: `/p/${walk.here.code}${path}`,
  answers,
  ...(button ? { button } : {}),
})

let last = 0
/** Text that was not used before. */
export const fresh = (text: string): string => `${text} ${(last += 1)}`

export const dateAnswers = (name: string, date: string): Answers => {
  const [year, month, day] = date.split('-').map(Number)
  return { [`${name}-day`]: String(day), [`${name}-month`]: String(month), [`${name}-year`]: String(year) }
}
