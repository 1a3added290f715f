/** Walks every route: no access, no page; and no page of another partnership, whoever asks. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnyRoute } from '#web'
import { type RoleCode, type Role, roles } from '#access'
import { roleCodes } from '../../src/modules/access/roles.ts'
import { newId } from '#platform'
import { type Walk, addressIn, nameOf, namesRow, openWalk, parametersOf, routes } from '../support/walk.ts'

let walk: Walk
beforeAll(async () => (walk = await openWalk()))
afterAll(() => walk?.close())

const submits = (route: AnyRoute) => route.kind === 'page' && route.submit !== undefined
const isOfPartnership = (route: AnyRoute) => route.place !== 'installation'
const asksForMore = (route: AnyRoute) => route.access !== 'anyone'
const idsOf = (route: AnyRoute) => parametersOf(route).filter(namesRow)

const inPartnership = routes.filter(isOfPartnership)
const closed = routes.filter(asksForMore)
const closedInPartnership = inPartnership.filter(asksForMore)
const withParameters = inPartnership.filter((route) => parametersOf(route).length > 0)
const withIds = withParameters.filter((route) => idsOf(route).length > 0)

/** What a role may do: over everybody, over itself alone, or not at all. */
function given(role: RoleCode, { access }: AnyRoute): 'all' | 'own' | 'none' {
  if (access === 'anyone' || access === 'signed-in') return 'all'
  const { permissions, forOneself }: Role = roles[role]
  return permissions.includes(access) ? 'all' : forOneself.includes(access) ? 'own' : 'none'
}

const address = (route: AnyRoute, parameters: Record<string, string> = {}) =>
  addressIn(walk.here, route, walk.rows, parameters)

const get = (token: string | undefined, url: string) => walk.world.browser(token).send('GET', url)
const post = (token: string | undefined, url: string) =>
  walk.world.browser(token).send('POST', url, '_token=0123456789', 'application/x-www-form-urlencoded')

test('there are routes, each with its own address', () => {
  const addresses = routes.map(nameOf)
  expect(addresses.length).toBeGreaterThan(40)
  expect(new Set(addresses).size).toBe(addresses.length)
})

describe('signed out', () => {
  test.each(closed.map((route) => [nameOf(route), route] as const))(
    '%s asks to sign in',
    async (_, route) => {
      const url = address(route)
      const response = await get(undefined, url)
      expect(response.statusCode).toBe(303)
      expect(response.headers.location).toBe(`/sign-in?next=${encodeURIComponent(url)}`)
      if (submits(route)) expect((await post(undefined, url)).statusCode).toBe(401)
    },
  )

  test.each(routes.filter((route) => !asksForMore(route)).map((route) => [nameOf(route), route] as const))(
    '%s is for anyone',
    async (_, route) => {
      const response = await get(undefined, address(route))
      expect([200, 404]).toContain(followed(response.statusCode, String(response.headers.location)))
    },
  )
})

/** A page that anyone may open may lead somewhere else, but not to the sign-in page and back to itself. */
const followed = (status: number, location: string) =>
  status === 303 && !location.startsWith('/sign-in?next') ? 200 : status

describe.each(roleCodes.map((role) => [roles[role].name, role] as const))('as %s', (_name, role) => {
  test('every page of the partnership opens or is refused as its permission says', async () => {
    const answers: Record<string, number> = {}
    const expected: Record<string, number> = {}
    for (const route of inPartnership) {
      const url = address(route)
      const { statusCode } = await get(walk.cast[role].token, url)
      const may = given(role, route)
      answers[url] = statusCode
      // Of what opens for oneself only, the rows of others are not found; nor is what a made-up secret stands for.
      const hidden = may === 'own' || parametersOf(route).includes('token')
      const open = hidden && statusCode === 404 ? 404 : 200
      expected[url] = may === 'none' ? 403 : open
    }
    expect(answers).toEqual(expected)
  })

  test('every form is refused without the permission, before it is read', async () => {
    const refused = inPartnership.filter((route) => submits(route) && given(role, route) === 'none')
    const answers: Record<string, number> = {}
    for (const route of refused)
      answers[nameOf(route)] = (await post(walk.cast[role].token, address(route))).statusCode
    expect(answers).toEqual(Object.fromEntries(refused.map((route) => [nameOf(route), 403])))
  })
})

describe('somebody of another partnership alone', () => {
  test.each(closedInPartnership.map((route) => [nameOf(route), route] as const))(
    'is refused %s',
    async (_, route) => {
      expect((await get(walk.stranger.token, address(route))).statusCode).toBe(403)
      if (submits(route)) expect((await post(walk.stranger.token, address(route))).statusCode).toBe(403)
    },
  )
})

describe('an address with', () => {
  const administrator = () => walk.cast.administrator.token

  test.each(withIds.map((route) => [nameOf(route), route] as const))(
    'an id that nothing has is not found: %s',
    async (_, route) => {
      const unknown = Object.fromEntries(idsOf(route).map((name) => [name, newId()]))
      expect((await get(administrator(), address(route, unknown))).statusCode).toBe(404)
    },
  )

  test.each(withIds.map((route) => [nameOf(route), route] as const))(
    'the id of something of another partnership is not found: %s',
    async (_, route) => {
      // Accounts belong to the installation: one is of a partnership by what it may do there.
      const url = addressIn(walk.here, route, walk.rowsElsewhere)
      expect(url).not.toBe(address(route))
      expect((await get(administrator(), url)).statusCode).toBe(404)
    },
  )

  test.each(withParameters.map((route) => [nameOf(route), route] as const))(
    'what is no id at all is not found: %s',
    async (_, route) => {
      const statuses: Record<string, number> = {}
      const nonsense = ['x', '0', '-1', '1e9', "' or 1=1 --", '\0', '../..', '😀', 'x'.repeat(199), '{}']
      for (const text of nonsense) {
        const parameters = Object.fromEntries(parametersOf(route).map((name) => [name, text]))
        statuses[text] = (await get(administrator(), address(route, parameters))).statusCode
      }
      expect(statuses).toEqual(Object.fromEntries(nonsense.map((text) => [text, 404])))
    },
  )

  test.each(inPartnership.map((route) => [nameOf(route), route] as const))(
    'a query of nonsense never fails: %s',
    async (_, route) => {
      for (const value of ['\0', "'", '%', '-1', '9'.repeat(30), '😀', 'x'.repeat(3000), '2026-02-31']) {
        const query = new URLSearchParams()
        for (const name of ['search', 'page', 'sort', 'asAt', 'team', 'status', 'format', 'kind', 'role'])
          for (const repeated of [1, 2].slice(0, value === '😀' ? 2 : 1)) query.append(name, value + repeated)
        const { statusCode } = await get(administrator(), `${address(route)}?${query}`)
        expect([200, 303, 404], value).toContain(statusCode)
      }
    },
  )

  test('the code of no partnership is not found', async () => {
    for (const code of ['nowhere', "'", '%00', '😀', 'HERE'])
      expect((await get(administrator(), `/p/${encodeURIComponent(code)}/strategies`)).statusCode).toBe(404)
  })
})
