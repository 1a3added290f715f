import { createHash, randomUUID } from 'node:crypto'
import { roleCodes } from '../../../src/modules/access/roles.ts'
import { hashPassword } from '../../../src/modules/access/passwords.ts'
import { codeAt, secretToSetUp } from '../../../src/modules/access/totp.ts'
import { signedUp } from '../../support/signed-up.ts'
import type { Walk } from '../../support/walk.ts'
import { openEmpty } from './empty-installation.ts'
import { type Answers, type Prepare, administrator, dateAnswers, fresh } from './prepared.ts'

const password = 'three random words'
const newPassword = 'four quite random words'

// Hashing takes its time on purpose: once is enough for everybody.
let passwordHash: Promise<string> | undefined

/** Somebody with an account of their own, who has not been throttled. */
async function somebody(walk: Walk, { secondFactorGiven = true } = {}) {
  passwordHash ??= hashPassword(password)
  const who = await signedUp(walk.world, walk.here, {
    name: 'Amina Khan',
    role: 'practitioner',
    secondFactorGiven,
  })
  await walk.sql('update accounts set password_hash = $2 where id = $1', [who.accountId, await passwordHash])
  await walk.sql('delete from sign_in_attempts')
  return who
}

/** Somebody's own page. */
const own =
  (url: string, answers: Answers): Prepare =>
  async (walk) => {
    const who = await somebody(walk)
    await walk.sql(`update accounts set totp_secret = 'x', totp_confirmed_at = now() where id = $1`, [
      who.accountId,
    ])
    return { browser: walk.world.browser(who.token), url, answers }
  }

const signedOut = (walk: Walk, url: string, answers: Answers) => ({
  browser: walk.world.browser(),
  url,
  answers,
})

async function linkWithToken(walk: Walk, table: string, given: Record<string, string>) {
  const token = randomUUID()
  const hash = `\\x${createHash('sha256').update(token).digest('hex')}`
  await walk.add(table, { token_hash: hash, expires_at: '2026-11-20T00:00:00Z', ...given })
  return token
}

export const accessAnswers: Record<string, Prepare> = {
  '/set-up': async () => {
    const empty = await openEmpty()
    return {
      browser: empty.browser(),
      url: '/set-up',
      answers: {
        name: 'North Tyneside',
        code: 'north-tyneside',
        laNumber: '392',
        displayName: 'Grace Adeyemi',
        email: 'grace@example.org',
        newPassword,
      },
      countRows: empty.countRows,
      close: empty.close,
    }
  },
  '/sign-in': async (walk) => {
    const { email } = await somebody(walk)
    return signedOut(walk, '/sign-in', { name: email, password })
  },
  '/sign-in/code': async (walk) => {
    const who = await somebody(walk, { secondFactorGiven: false })
    const { services } = walk.world
    const code = codeAt(secretToSetUp(services, { id: who.accountId, version: 1 }), services.clock())
    return { browser: walk.world.browser(who.token), url: '/sign-in/code', answers: { code } }
  },
  '/sign-in/forgotten': async (walk) => {
    const { email } = await somebody(walk)
    return signedOut(walk, '/sign-in/forgotten', { email })
  },
  '/sign-out': own('/sign-out', {}),
  '/account': async (walk) => {
    const who = await somebody(walk)
    await walk.world.act(walk.here, who.signIn)
    return { browser: walk.world.browser(who.token), url: '/account', answers: {} }
  },
  '/account/name': own('/account/name', { displayName: 'Amina K' }),
  '/account/password': own('/account/password', { currentPassword: password, newPassword }),
  '/account/authenticator': own('/account/authenticator', { currentPassword: password }),
  '/account/recovery-codes': own('/account/recovery-codes', {}),
  '/p/:partnership/demonstration': async (walk) => {
    const { accountId } = await somebody(walk)
    await walk.sql('update accounts set is_demonstration = true where id = $1', [accountId])
    return signedOut(walk, '/p/here/demonstration', { account: accountId })
  },
  '/p/:partnership/access/accounts/:accountId/give': async (walk) => {
    const { accountId } = await somebody(walk)
    return administrator(walk, `/access/accounts/${accountId}/give`, {
      role: 'trainer',
      over: 'partnership',
      ...dateAnswers('startedOn', '2026-12-01'),
      ...dateAnswers('endedOn', '2027-12-01'),
      reason: 'For a year',
    })
  },
  '/p/:partnership/access/grants/:grantId/end': async (walk) => {
    const { accountId } = await somebody(walk)
    const [grant] = await walk.sql<{ id: string }>('select id from grants where account_id = $1', [accountId])
    return administrator(walk, `/access/grants/${grant!.id}/end`, dateAnswers('endedOn', '2026-12-01'))
  },
  '/p/:partnership/access/grants/:grantId/delegate': async (walk) => {
    const { accountId } = await somebody(walk)
    const [grant] = await walk.sql<{ id: string }>('select id from grants where account_id = $1', [accountId])
    return administrator(walk, `/access/grants/${grant!.id}/delegate`, {
      to: walk.cast[roleCodes[1]!].accountId,
      ...dateAnswers('startedOn', '2026-12-01'),
      ...dateAnswers('endedOn', '2026-12-24'),
      reason: 'Annual leave',
    })
  },
  '/p/:partnership/access/accounts/:accountId/reset': async (walk) => {
    const { accountId } = await somebody(walk)
    return administrator(walk, `/access/accounts/${accountId}/reset`, { resets: 'password' })
  },
  '/reset/:partnership/:token': async (walk) => {
    const { accountId } = await somebody(walk)
    const token = await linkWithToken(walk, 'reset_links', { account_id: accountId, resets: 'password' })
    return signedOut(walk, `/reset/here/${token}`, { newPassword })
  },
  '/p/:partnership/access/invitations/new': async (walk) =>
    administrator(walk, '/access/invitations/new', {
      displayName: fresh('Dev Patel'),
      email: `${fresh('dev').replace(' ', '')}@example.org`,
      role: 'trainer',
      over: 'partnership',
    }),
  '/p/:partnership/access/invitations/:invitationId': async (walk) => {
    const invitation = await walk.add('invitations', { expires_at: '2026-11-20T00:00:00Z' })
    return administrator(walk, `/access/invitations/${invitation['id']}`, {})
  },
  '/invitation/:partnership/:token': async (walk) => {
    const token = await linkWithToken(walk, 'invitations', { role: 'practitioner' })
    const signInName = fresh('amina').replace(' ', '.')
    return signedOut(walk, `/invitation/here/${token}`, {
      displayName: 'Amina Khan',
      signInName,
      newPassword,
    })
  },
}
