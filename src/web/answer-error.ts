import type { FastifyReply, FastifyRequest } from 'fastify'
import { Forbidden, NotFound, installation } from '#platform'
import { nobody } from './access.ts'
import { type ErrorPage, badRequest, notAllowed, pageNotFound, signedOut, sorry } from './error-pages.tsx'
import { ErrorBody } from './error-body.tsx'
import { renderPage } from './render.tsx'
import type { Site } from './site.ts'
import { SecondFactorNeeded, SignInNeeded, type Visit, identify, neverKept } from './visit.ts'

export async function answerNotFound(site: Site, request: FastifyRequest, reply: FastifyReply) {
  return answerErrorPage(site, request, reply, await visitOrNobody(site, request), pageNotFound)
}

/** Turns whatever was thrown into a page that says what to do. The reference finds it in the log. */
export async function answerError(site: Site, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const values = (request as { sentValues?: Record<string, string | string[]> }).sentValues
  if (error instanceof SignInNeeded || error instanceof SecondFactorNeeded) {
    const back = encodeURIComponent(request.url)
    const where = error instanceof SignInNeeded ? '/sign-in' : '/sign-in/code'
    if (request.method === 'GET') return reply.redirect(`${where}?next=${back}`, 303)
    return answerErrorPage(
      site,
      request,
      reply,
      await visitOrNobody(site, request),
      signedOut(values ?? {}, request.url),
    )
  }
  const visit = await visitOrNobody(site, request)
  if (error instanceof NotFound) return answerErrorPage(site, request, reply, visit, pageNotFound)
  if (error instanceof Forbidden)
    return answerErrorPage(site, request, reply, visit, notAllowed(visit.visitor.name))
  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status >= 400 && status < 500) {
    const sentence =
      status === 413 ? 'What was sent is too large.' : 'The request was not in a form that can be read.'
    return answerErrorPage(site, request, reply, visit, { ...badRequest(sentence), status })
  }
  const { services } = site
  services.log.error({ request: request.id, route: request.routeOptions.url, err: error }, 'a request failed')
  return answerErrorPage(site, request, reply, visit, sorry(request.id))
}

export async function answerErrorPage(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  page: ErrorPage,
) {
  const html = renderPage(site, request, reply, visit, {
    title: page.title,
    body: ErrorBody({ page }),
    csrf: reply.generateCsrf(),
  })
  return neverKept(reply).code(page.status).type('text/html; charset=utf-8').send(html)
}

/** An error page must not fail for the reason that the page did. */
async function visitOrNobody(site: Site, request: FastifyRequest): Promise<Visit> {
  try {
    return await identify(site, request)
  } catch {
    return { partnership: installation, visitor: nobody }
  }
}
