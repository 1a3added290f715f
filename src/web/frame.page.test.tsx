import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Actor, everyone, installation, newId, record } from '#platform'
import {
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  type Visitor,
  createServer,
  nobody,
  page,
  problem,
  redirect,
  sessionCookie,
  stale,
  textAnswer,
} from '#web'
import { Browser } from '../../test/support/browser.ts'
import { type World, openWorld } from '../../test/support/world.ts'

const grace: Visitor = {
  ...nobody,
  accountId: newId(),
  name: 'Grace',
  can: (permission) => (permission === 'workforce.see' ? everyone : null),
}

/** A page over a real table, and visitors by name in place of sessions. */
const sectors = page({
  url: '/sectors',
  access: 'workforce.see',
  form: z.object({ name: textAnswer('Enter the name of the sector'), _version: z.string().optional() }),
  async show(ctx) {
    const names = await ctx.db.selectFrom('sectors').select('name').orderBy('name').execute()
    return { title: 'Sectors', version: names.length, names: names.map((row) => row.name) }
  },
  async submit(ctx, _params, answers) {
    const { count } = await ctx.db
      .selectFrom('sectors')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    const id = newId()
    await ctx.db
      .insertInto('sectors')
      .values({ partnershipId: ctx.partnership.id, id, name: answers.name })
      .execute()
    await record(ctx, 'sector.added', { type: 'sector', id }, { name: answers.name })
    if (answers.name === 'Broken') throw new Error('broken on purpose')
    if (answers.name === 'Refused') return problem({ name: 'Choose another name' })
    if (answers._version !== undefined && Number(answers._version) !== count) return stale('the sectors')
    return redirect('/sectors', `${answers.name} was added`)
  },
  view: ({ title, names, form }) => (
    <>
      <FormErrorSummary form={form} />
      <h1>{title}</h1>
      <ul id="names">
        {names.map((name) => (
          <li>{name}</li>
        ))}
      </ul>
      <Form form={form}>
        <TextField name="name" label="Name" />
        <SubmitButton>Add</SubmitButton>
      </Form>
    </>
  ),
})

const forLeads = page({
  url: '/leads',
  access: 'access.manage',
  show: async () => ({ title: 'For leads' }),
  view: ({ title }) => <h1>{title}</h1>,
})

let world: World
let app: Awaited<ReturnType<typeof createServer>>
let code = 0

beforeAll(async () => {
  world = await openWorld()
  app = await createServer({
    services: world.services,
    routes: [sectors, forLeads],
    navigation: [
      {
        text: 'Sectors',
        href: '/sectors',
        access: 'workforce.see',
        section: 'Workforce',
        description: 'What there is',
      },
    ],
    identify: async (token) => (token === 'grace' ? grace : nobody),
    findPartnership: (wanted) =>
      world.services.database
        .selectFrom('partnerships')
        .select(['id', 'code', 'name', 'isDemonstration'])
        .where('code', '=', wanted)
        .executeTakeFirst(),
    ready: async () => true,
  })
})
afterAll(async () => {
  await app.close()
  await world.close()
})

async function opened(token: string | null = 'grace') {
  code += 1
  const partnership = await world.addPartnership(`frame-${code}`)
  const browser = new Browser(app, token ?? undefined)
  return { partnership, browser, sectors: await browser.visit(`/p/${partnership.code}/sectors`) }
}

const namesIn = (partnership: typeof installation, actor: Partial<Actor> = {}) =>
  world.act(
    partnership,
    (ctx) => ctx.db.selectFrom('sectors').select('name').orderBy('name').execute(),
    actor,
  )

describe('a form', () => {
  test('does what it asks and says so on the next page, once', async () => {
    const { sectors, browser } = await opened()
    const next = await sectors.submit({ Name: 'Health' })
    expect(next.text).toContain('Health was added')
    expect((await browser.visit(next.url)).text).not.toContain('Health was added')
  })

  test('that is not filled in names the field, keeps the rest and changes nothing', async () => {
    const { sectors, partnership } = await opened()
    const again = await sectors.submit({ Name: '   ' })
    expect(again.status).toBe(422)
    expect(again.title).toMatch(/^Error: /)
    expect(again.errors).toEqual(['Enter the name of the sector'])
    expect(await namesIn(partnership)).toEqual([])
  })

  test('whose answers are refused leaves nothing behind, and can be sent again corrected', async () => {
    const { sectors, partnership } = await opened()
    const again = await sectors.submit({ Name: 'Refused' })
    expect(again.valueOf('Name')).toBe('Refused')
    expect(await namesIn(partnership)).toEqual([])
    await again.submit({ Name: 'Health' })
    expect(await namesIn(partnership)).toEqual([{ name: 'Health' }])
  })

  test('sent twice at once is done once, and both are led to the same place', async () => {
    const { sectors, partnership } = await opened()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => sectors.sendForm({ Name: 'Health' })))
    expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303, 303, 303, 303])
    expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1)
    expect(await namesIn(partnership)).toEqual([{ name: 'Health' }])
  })

  test('sent after the record moved on says so and keeps what was typed', async () => {
    const { sectors, browser } = await opened()
    await (await browser.visit(sectors.url)).submit({ Name: 'Health' })
    const again = await sectors.submit({ Name: 'Police' })
    expect(again.status).toBe(422)
    expect(again.errors[0]).toContain('Someone else changed the sectors')
    expect(again.valueOf('Name')).toBe('Police')
    expect((await again.submit()).text).toContain('Police was added')
  })

  test('from another site is refused', async () => {
    const { sectors, partnership } = await opened()
    const response = await new Browser(app, 'grace').send(
      'POST',
      sectors.url,
      'name=Health&_token=0123456789',
      'application/x-www-form-urlencoded',
    )
    expect(response.statusCode).toBe(403)
    expect(response.body).toContain('Health')
    expect(await namesIn(partnership)).toEqual([])
  })

  test('sent after signing out keeps the answers on the page until they are sent again', async () => {
    const { sectors, browser, partnership } = await opened()
    ;(browser.cookies as Map<string, string>).delete('oneworkforce_session')
    const kept = await sectors.submit({ Name: 'Health' })
    expect(kept.status).toBe(401)
    ;(browser.cookies as Map<string, string>).set('oneworkforce_session', 'grace')
    await kept.submit()
    expect(await namesIn(partnership)).toEqual([{ name: 'Health' }])
  })

  test('with text that looks like a page is shown as text', async () => {
    const { sectors } = await opened()
    const next = await sectors.submit({ Name: '<script>alert(1)</script>' })
    expect(next.html).not.toContain('<script>alert')
    expect(next.text).toContain('<script>alert(1)</script>')
  })
})

describe('a page', () => {
  test('for those signed in leads to the sign-in page and back', async () => {
    const { browser, partnership } = await opened(null)
    const response = await browser.send('GET', `/p/${partnership.code}/sectors`)
    expect(response.statusCode).toBe(303)
    expect(response.headers.location).toBe(
      `/sign-in?next=${encodeURIComponent(`/p/${partnership.code}/sectors`)}`,
    )
  })

  test('that the visitor has no right to says so, and is not in the navigation', async () => {
    const { browser, partnership, sectors } = await opened()
    const refused = await browser.visit(`/p/${partnership.code}/leads`)
    expect(refused.status).toBe(403)
    expect(refused.heading).toBe('You cannot open this page')
    expect(sectors.html).toContain('href="/p/' + partnership.code + '/sectors"')
  })

  test('that does not exist, in a partnership that does not exist, is not found', async () => {
    const { browser } = await opened()
    expect((await browser.visit('/p/nowhere/sectors')).status).toBe(404)
    expect((await browser.visit('/nonsense')).heading).toBe('Page not found')
  })

  test('that fails says sorry with a reference, and keeps nothing', async () => {
    const { sectors, partnership } = await opened()
    const sorry = await sectors.submit({ Name: 'Broken' })
    expect(sorry.status).toBe(500)
    expect(sorry.text).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(await namesIn(partnership)).toEqual([])
  })

  test('allows no script or style of anyone else, and is not kept by browsers', async () => {
    const { sectors } = await opened()
    expect(sectors.headers['content-security-policy']).toContain("default-src 'self'")
    expect(sectors.headers['content-security-policy']).not.toContain('unsafe')
    expect(sectors.headers['cache-control']).toBe('no-store')
    expect(sectors.html).not.toMatch(/<script(?![^>]*src=)|style=|<style/)
  })

  test('is packed for browsers that can unpack it, and as it is for others', async () => {
    const { partnership } = await opened()
    const url = `/p/${partnership.code}/sectors`
    const pageFor = (encoding: string) =>
      app.inject({
        url,
        headers: { 'accept-encoding': encoding, cookie: `${sessionCookie}=grace` },
      })
    const plain = await pageFor('identity')
    expect(plain.headers['content-encoding']).toBeUndefined()
    const brotli = await pageFor('gzip, deflate, br, zstd')
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toContain('<h1>Sectors</h1>')
    const gzip = await pageFor('gzip, br;q=0')
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.rawPayload).toString()).toContain('<h1>Sectors</h1>')
  })

  test('without a declared access stops the start', async () => {
    const { access: _none, ...undeclared } = forLeads
    const site = { services: world.services, routes: [undeclared], navigation: [] }
    await expect(createServer(site as never)).rejects.toThrow('does not say whom it is for')
  })
})
