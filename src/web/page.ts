import type { ComponentChild } from 'preact'
import type { z } from 'zod'
import type { Context } from '#platform'
import type { Access, Visitor } from './access.ts'
import type { FormState } from './govuk/form.tsx'

/** What a page is given: the work's context, and who is visiting. */
export interface PageContext extends Context {
  readonly visitor: Visitor
  /** The network address that the request came from: for throttling only, and never kept as it is. */
  readonly networkAddress: string
  /** The address of a page of this partnership: link('/people') → /p/nottingham-city/people. */
  link: (path: string) => string
}

/** What every view is given beside what `show` returned. */
export interface Surroundings {
  form: FormState
  visitor: Visitor
  today: string
  link: (path: string) => string
}

export interface Shown {
  /** The page's h1 and, with the service's name, the title of the window. */
  title: string
  /** The version of the record that the form changes: a form sent after the record moved on is refused kindly. */
  version?: number | undefined
  /** What the form's fields hold when it is first opened. */
  values?: Record<string, string | string[] | undefined>
}

/** Answers that cannot be taken: by the name of the field, a sentence that says what to do. */
export interface Problem {
  kind: 'problem'
  errors: Record<string, string>
  /** What was written stays although the answers are refused: a wrong password is counted. */
  kept?: boolean
}

export interface Redirect {
  kind: 'redirect'
  to: string
  /** Said at the top of the next page: "The place is booked". */
  message?: string | undefined
  /** Cookies that this answer sets or, when the value is null, clears. */
  cookies?: Record<string, string | null>
}

export type Outcome = Problem | Redirect

export function problem(errors: Record<string, string>): Problem {
  return { kind: 'problem', errors }
}

/** The same, when what was written on the way to refusing must stay: a wrong password is counted. */
export function keptProblem(errors: Record<string, string>): Problem {
  return { kind: 'problem', errors, kept: true }
}

/** Somebody else changed the record while the form was open: the answers are kept, the reader decides. */
export function stale(what: string): Problem {
  return problem({
    _version: `Someone else changed ${what} while you had this page open. Your answers are below: check them against what it says now, then send them again.`,
  })
}

export function redirect(to: string, message?: string, cookies?: Record<string, string | null>): Redirect {
  return { kind: 'redirect', to, message, ...(cookies ? { cookies } : {}) }
}

interface Common<P, Q> {
  /** The address, with :parameters. Pages of a partnership stand under /p/:partnership. */
  url: string
  place?: 'partnership' | 'installation'
  access: Access
  /** Refused outside demonstration partnerships and installations. */
  demonstrationOnly?: boolean
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
}

export interface PageDefinition<P, Q, F, D extends Shown> extends Common<P, Q> {
  /** Answers of the form, with the sentence for each mistake. */
  form?: z.ZodType<F>
  /** The form carries a file; the limit in bytes. */
  upload?: { maxBytes: number }
  show(ctx: PageContext, params: P, query: Q): Promise<D>
  submit?(ctx: PageContext, params: P, answers: F, query: Q): Promise<Outcome>
  view(props: D & Surroundings): ComponentChild
}

export interface Download {
  fileName: string
  contentType: string
  body: string | Buffer | NodeJS.ReadableStream
  /** Shown in the browser instead of being saved. */
  inline?: boolean
}

export interface DownloadDefinition<P, Q> extends Common<P, Q> {
  send(ctx: PageContext, params: P, query: Q): Promise<Download>
}

// oxlint-disable-next-line typescript/no-explicit-any -- pages of different shapes stand in one list
export type AnyPage = { kind: 'page' } & PageDefinition<any, any, any, any>
// oxlint-disable-next-line typescript/no-explicit-any -- as above
export type AnyDownload = { kind: 'download' } & DownloadDefinition<any, any>
export type AnyRoute = AnyPage | AnyDownload

/** A page: where it is, whom it is for, what it asks, what it shows, what it does, and how it looks. */
export function page<
  P = Record<string, never>,
  Q = Record<string, never>,
  F = Record<string, never>,
  D extends Shown = Shown,
>(definition: PageDefinition<P, Q, F, D>): { kind: 'page' } & PageDefinition<P, Q, F, D> {
  return { kind: 'page', ...definition }
}

/** A file that is made when it is asked for. */
export function download<P = Record<string, never>, Q = Record<string, never>>(
  definition: DownloadDefinition<P, Q>,
): { kind: 'download' } & DownloadDefinition<P, Q> {
  return { kind: 'download', ...definition }
}

/** Where a route is mounted. */
export function addressOf(route: AnyRoute): string {
  return route.place === 'installation' ? route.url : `/p/:partnership${route.url === '/' ? '' : route.url}`
}
