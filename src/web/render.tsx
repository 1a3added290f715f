import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChild } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Layout } from './layout.tsx'
import { type Site, messageCookie } from './site.ts'
import { type Visit, isFor, linkIn } from './visit.ts'

export interface Rendered {
  title: string
  body: ComponentChild
  csrf: string
  hasErrors?: boolean
}

/** A whole page as text: the frame, the navigation that this visitor may use, and the message left by the last answer. */
export function renderPage(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  page: Rendered,
): string {
  const message = request.cookies[messageCookie]
  if (message !== undefined) reply.clearCookie(messageCookie, { path: '/' })
  const link = linkIn(visit)
  const navigation = visit.partnership.code
    ? site.navigation
        .filter((item) => isFor(item, visit.visitor))
        .map((item) => ({ ...item, href: link(item.href) }))
    : []
  const html = renderToString(
    <Layout
      title={page.title}
      hasErrors={page.hasErrors ?? false}
      visitor={visit.visitor}
      partnership={visit.partnership}
      path={request.url.split('?')[0]!}
      navigation={navigation}
      message={message}
      csrf={page.csrf}
    >
      {page.body}
    </Layout>,
  )
  return `<!doctype html>${html}`
}
