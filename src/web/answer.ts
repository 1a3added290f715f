import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Context, NotFound, dateInEngland, inContext } from '#platform'
import { mistakes, formToken, readForm, type SentForm, unshowable } from './forms.ts'
import type { FormState } from './govuk/form.tsx'
import {
  type AnyDownload,
  type AnyPage,
  type AnyRoute,
  type Outcome,
  type PageContext,
  type Problem,
  type Redirect,
  problem,
} from './page.ts'
import { packed } from './packed.ts'
import { renderPage } from './render.tsx'
import { type Site, messageCookie, setCookie } from './site.ts'
import { type Visit, enter, linkIn, neverKept } from './visit.ts'
import { answerErrorPage } from './answer-error.ts'
import { badRequest, pageTooOld } from './error-pages.tsx'

/** Shows a page. */
export async function answerPage(site: Site, route: AnyPage, request: FastifyRequest, reply: FastifyReply) {
  const visit = await enter(site, route, request)
  const { params, query } = readAddress(route, request)
  const shown = await inContext(site.services, asking(visit, request), (ctx) =>
    route.show(pageContext(ctx, visit, request), params, query),
  )
  const form = newForm(route, reply, shown.values ?? {}, {}, shown.version)
  return send(site, route, request, reply, visit, shown, form, 200)
}

/** Sends a file that is made when asked for. */
export async function answerDownload(
  site: Site,
  route: AnyDownload,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const visit = await enter(site, route, request)
  const { params, query } = readAddress(route, request)
  const file = await inContext(site.services, asking(visit, request), (ctx) =>
    route.send(pageContext(ctx, visit, request), params, query),
  )
  const name = encodeURIComponent(file.fileName)
  return neverKept(reply)
    .type(file.contentType)
    .header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
    .send(file.body)
}

/** Takes what a form sent: does it once, and shows the form again with its answers when they cannot be taken. */
export async function answerForm(site: Site, route: AnyPage, request: FastifyRequest, reply: FastifyReply) {
  const sent = await readForm(request, route.upload?.maxBytes ?? 0)
  try {
    return await answerSent(site, route, request, reply, sent)
  } finally {
    await sent.tidy()
  }
}

async function answerSent(
  site: Site,
  route: AnyPage,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: SentForm,
) {
  ;(request as { sentValues?: SentForm['values'] }).sentValues = sent.values
  request.body = sent.values
  const visit = await enter(site, route, request)
  if (!(await isFromOurPage(request, reply)))
    return answerErrorPage(site, request, reply, visit, pageTooOld(sent.values))
  const token = sent.values['_token']
  if (typeof token !== 'string' || token.length < 8 || token.length > 200)
    return answerErrorPage(
      site,
      request,
      reply,
      visit,
      badRequest('The form was not complete. Go back and send it again.'),
    )

  const { params, query } = readAddress(route, request)
  const parsed = sent.tooLarge ? { errors: tooLargeFor(route) } : parseAnswers(route, sent)
  const outcome: Outcome =
    'errors' in parsed
      ? problem(parsed.errors)
      : await submitOnce(site, request, visit, token, (ctx) =>
          route.submit!(ctx, params, parsed.answers, query),
        )
  if (outcome.kind === 'redirect') return follow(reply, visit, outcome)

  // Shown afresh, in a transaction of its own: what the answers would have changed was undone.
  const shown = await inContext(site.services, asking(visit, request), (ctx) =>
    route.show(pageContext(ctx, visit, request), params, query),
  )
  const form = newForm(route, reply, sent.values, outcome.errors, shown.version)
  return send(site, route, request, reply, visit, shown, form, 422)
}

function parseAnswers(
  route: AnyPage,
  sent: SentForm,
): { answers: unknown } | { errors: Record<string, string> } {
  if (!route.form) return { answers: {} }
  const errors = unshowable(sent)
  if (errors) return { errors }
  const result = route.form.safeParse(withVersion(sent.answers), {
    // For what no page has a sentence of its own, such as a text that came twice.
    error: () => 'Check this answer: it could not be read',
  })
  return result.success ? { answers: result.data } : { errors: mistakes(result.error) }
}

/** What is no version was never shown by a page: it counts as older than any. */
function withVersion(answers: SentForm['answers']): SentForm['answers'] {
  const version = answers['_version']
  const isNumber = typeof version === 'string' && /^\d{1,9}$/.test(version)
  return version === undefined || isNumber ? answers : { ...answers, _version: '0' }
}

function tooLargeFor(route: AnyPage): Record<string, string> {
  const megabytes = Math.floor((route.upload?.maxBytes ?? 0) / 1_000_000)
  return {
    file: `The file is larger than ${megabytes} MB. Split it into smaller files and send them one by one.`,
  }
}

class Refused extends Error {
  readonly outcome: Problem
  constructor(outcome: Problem) {
    super('The answers were refused')
    this.outcome = outcome
  }
}

/**
 * Does what a form asks in one transaction, once for each opening of the form: a second sending waits for the first at
 * the token's unique key and is led where the first was. Refused answers undo everything, the token included, unless
 * the refusal itself has something to keep.
 */
async function submitOnce(
  site: Site,
  request: FastifyRequest,
  visit: Visit & { actor: Context['actor'] },
  token: string,
  submit: (ctx: PageContext) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await inContext(site.services, asking(visit, request), async (ctx): Promise<Outcome> => {
      const claimed = await sql`insert into form_submissions (token, account_id, url)
        values (${token}, ${visit.visitor.accountId}::uuid, ${request.url}) on conflict (token) do nothing`.execute(
        ctx.db,
      )
      if (Number(claimed.numAffectedRows ?? 0) === 0) return answerBefore(ctx, token, visit, request.url)
      const outcome = await submit(pageContext(ctx, visit, request))
      if (outcome.kind === 'problem') {
        if (!outcome.kept) throw new Refused(outcome)
        await ctx.db.deleteFrom('formSubmissions').where('token', '=', token).execute()
        return outcome
      }
      await ctx.db
        .updateTable('formSubmissions')
        .set({ location: outcome.to, message: outcome.message ?? null })
        .where('token', '=', token)
        .execute()
      return outcome
    })
  } catch (error) {
    if (error instanceof Refused) return error.outcome
    throw error
  }
}

async function answerBefore(ctx: Context, token: string, visit: Visit, url: string): Promise<Redirect> {
  const first = await ctx.db
    .selectFrom('formSubmissions')
    .select(['location', 'message', 'accountId', 'url'])
    .where('token', '=', token)
    .executeTakeFirst()
  // Whoever was not signed in at the first sending may be by the second: that is what the sign-in page is for.
  const isSame = first?.accountId === null || first?.accountId === visit.visitor.accountId
  if (!first?.location || !isSame || first.url !== url) throw new NotFound('No such form')
  return { kind: 'redirect', to: first.location, message: first.message ?? undefined }
}

function follow(reply: FastifyReply, visit: Visit, { to, message, cookies }: Redirect) {
  for (const [name, value] of Object.entries(cookies ?? {})) setCookie(reply, name, value)
  if (message) setCookie(reply, messageCookie, message)
  const isOutside = to.startsWith('/p/') || visit.partnership.code === '' || to.startsWith('//')
  return reply.redirect(isOutside ? to : linkIn(visit)(to), 303)
}

async function isFromOurPage(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  return new Promise((resolve) => {
    // The library answers by calling back with an error, or by sending one itself through reply.send.
    const answer = Object.create(reply, { send: { value: () => resolve(false) } }) as FastifyReply
    request.server.csrfProtection(request, answer, (error?: Error) => resolve(!error))
  })
}

function readAddress(route: AnyRoute, request: FastifyRequest) {
  // The one character that no text in the database can hold.
  if (/%00/.test(request.url)) throw new NotFound('No such address')
  const params = route.params?.safeParse(request.params)
  if (params && !params.success) throw new NotFound('No such address')
  const query = route.query?.safeParse(request.query)
  if (query && !query.success) throw new NotFound('No such address')
  return { params: params?.data ?? {}, query: query?.data ?? {} }
}

function asking(visit: Visit & { actor: Context['actor'] }, request: FastifyRequest) {
  return { partnership: visit.partnership, actor: visit.actor, requestId: request.id }
}

function pageContext(ctx: Context, visit: Visit, request: FastifyRequest): PageContext {
  return { ...ctx, visitor: visit.visitor, networkAddress: request.ip, link: linkIn(visit) }
}

function newForm(
  route: AnyPage,
  reply: FastifyReply,
  values: FormState['values'],
  errors: Record<string, string>,
  version: number | undefined,
): FormState {
  return {
    // Said in full: an empty one would keep a "#main-content" of the address, which takes the focus from the errors.
    action: reply.request.url,
    values,
    errors,
    csrf: reply.generateCsrf(),
    token: formToken(),
    version: version === undefined ? undefined : String(version),
    multipart: route.upload !== undefined,
  }
}

async function send(
  site: Site,
  route: AnyPage,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  shown: { title: string },
  form: FormState,
  status: number,
) {
  const link = linkIn(visit)
  const body = route.view({
    ...shown,
    form,
    visitor: visit.visitor,
    today: dateInEngland(site.services.clock()),
    link,
  })
  const html = renderPage(site, request, reply, visit, {
    title: shown.title,
    body,
    csrf: form.csrf,
    hasErrors: status === 422,
  })
  neverKept(reply).code(status).type('text/html; charset=utf-8')
  return reply.send(packed(html, request, reply))
}
