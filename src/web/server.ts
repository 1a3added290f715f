import { join } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance } from 'fastify'
import { newId, projectRoot } from '#platform'
import { answerDownload, answerForm, answerPage } from './answer.ts'
import { answerError, answerNotFound } from './answer-error.ts'
import { addressOf } from './page.ts'
import type { Site } from './site.ts'

/** The web server: every route declared with its access, the same headers, limits and error pages for all. */
export async function createServer(site: Site): Promise<FastifyInstance> {
  const { services } = site
  const secure = services.settings.publicUrl?.startsWith('https:') ?? false
  const app = fastify({
    logger: false,
    genReqId: () => newId(),
    trustProxy: services.settings.publicUrl ? '127.0.0.1' : false,
    bodyLimit: 1_000_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  })

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024 })
  await app.register(cookie)
  await app.register(csrf, {
    cookieKey: 'oneworkforce_form',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure },
    getToken: (request) => (request.body as Record<string, string> | undefined)?.['_csrf'],
  })
  await app.register(formbody, { bodyLimit: 1_000_000 })
  await app.register(multipart)
  await app.register(fastifyStatic, {
    root: join(projectRoot, 'dist', 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    index: false,
  })

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    const labels = { route, method: request.method, status: String(reply.statusCode) }
    site.metrics?.requests.observe(labels, reply.elapsedTime / 1000)
    services.log.info(
      { request: request.id, ...labels, milliseconds: Math.round(reply.elapsedTime) },
      'answered',
    )
    done()
  })
  app.setNotFoundHandler((request, reply) => answerNotFound(site, request, reply))
  app.setErrorHandler((error, request, reply) => answerError(site, error, request, reply))

  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const ready = await site.ready().catch(() => false)
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send((await site.metrics?.registry.metrics()) ?? ''),
  )

  for (const route of site.routes) {
    if (!route.access) throw new Error(`The route ${route.url} does not say whom it is for`)
    const address = addressOf(route)
    if (route.kind === 'download') {
      app.get(address, (request, reply) => answerDownload(site, route, request, reply))
      continue
    }
    app.get(address, (request, reply) => answerPage(site, route, request, reply))
    if (route.submit) app.post(address, (request, reply) => answerForm(site, route, request, reply))
  }
  return app
}
