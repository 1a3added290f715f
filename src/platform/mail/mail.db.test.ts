import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Client } from 'pg'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Mail, type PartnershipIdentity, inContext, operator, sendMail } from '#platform'
import { openLog } from '#platform/logging'
import { type World, openWorld, testNow } from '../../../test/support/world.ts'
import { sendMessage } from './send-message.ts'

let world: World
let owner: Client
let here: PartnershipIdentity
let server: SMTPServer | undefined
let received: string[]
let lines: string[]
let smtpUrl: string | undefined

beforeAll(async () => {
  world = await openWorld()
  owner = new Client({ connectionString: world.ownerUrl })
  await owner.connect()
  here = await world.addPartnership('here')
})
afterAll(async () => {
  await owner.end()
  await world.close()
})
beforeEach(() => {
  received = []
  lines = []
  smtpUrl = undefined
})
afterEach(async () => {
  world.setClock(testNow)
  await owner.query('truncate graphile_worker._private_jobs, messages cascade')
  if (server) await new Promise<void>((resolve) => server!.close(resolve))
  server = undefined
})

/** A mail server that takes everything, unless told otherwise. */
async function startServer(options: SMTPServerOptions = {}) {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString())
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
}

const refusing = (responseCode: number, text: string) =>
  ((_address: unknown, _session: unknown, done: (error: Error) => void) =>
    done(Object.assign(new Error(text), { responseCode }))) as never

const services = () => ({
  ...world.services,
  settings: { ...world.services.settings, smtpUrl, mailFrom: 'OneWorkforce <from@example.org>' },
  log: openLog('info', { write: (line: string) => void lines.push(line) }),
})

const asking = () => ({ partnership: here, actor: operator('Test') })
const booked: Mail = {
  to: 'amina@example.org',
  subject: 'Your place is booked',
  body: 'Dear Amina,\n\nZoë will see you.',
}

const write = (mail: Partial<Mail> = {}) =>
  inContext(services(), asking(), (ctx) => sendMail(ctx, { ...booked, ...mail }))

const send = (messageId: string) =>
  inContext(services(), { ...asking(), requestId: 'job-1' }, (ctx) => sendMessage.run(ctx, { messageId }))

const stored = (id: string) =>
  world.act(here, (ctx) =>
    ctx.db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

/** What is queued: which message, and in how many minutes. */
async function queued() {
  const { rows } = await owner.query<{ messageId: string; runAt: Date }>(
    `select payload -> 'ids' ->> 'messageId' as "messageId", run_at as "runAt" from graphile_worker._private_jobs order by id`,
  )
  return rows
}

const minutesFromNow = (moment: Date) => (moment.getTime() - world.services.clock().getTime()) / 60_000

describe('a message', () => {
  test('reaches the mail server as it was written, and is noted as sent', async () => {
    await startServer()
    const id = await write()
    expect(await queued()).toMatchObject([{ messageId: id }])
    await send(id)
    expect(received).toHaveLength(1)
    expect(received[0]).toMatch(/^From: OneWorkforce <from@example\.org>/m)
    expect(received[0]).toMatch(/^To: amina@example\.org/m)
    expect(received[0]).toMatch(/^Subject: Your place is booked/m)
    expect(received[0]).toMatch(/^Auto-Submitted: auto-generated/m)
    expect(received[0]).toContain('Zo=C3=AB will see you.')
    expect(await stored(id)).toMatchObject({ state: 'sent', sentAt: testNow, attempts: 1, problem: null })
  })

  test('that was not kept is not sent', async () => {
    await startServer()
    const undone = inContext(services(), asking(), async (ctx) => {
      await sendMail(ctx, booked)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await queued()).toEqual([])
  })

  test('stays in the outbox when there is no mail server', async () => {
    const id = await write()
    expect(await queued()).toEqual([])
    await send(id)
    expect(await stored(id)).toMatchObject({ state: 'waiting', attempts: 0, body: booked.body })
  })

  test('is sent once when two workers have it at the same moment', async () => {
    await startServer()
    const id = await write()
    await Promise.all([send(id), send(id), send(id)])
    expect(received).toHaveLength(1)
    expect(await stored(id)).toMatchObject({ state: 'sent', attempts: 1 })
  })

  test('is sent once when its job runs again', async () => {
    await startServer()
    const id = await write()
    await send(id)
    await send(id)
    expect(received).toHaveLength(1)
  })

  test('that holds a link that lets its reader in is not kept once it is sent', async () => {
    await startServer()
    const id = await write({ isConfidential: true, body: 'https://example.org/i/secret' })
    expect((await stored(id)).body).toContain('secret')
    await send(id)
    expect(received[0]).toContain('https://example.org/i/secret')
    expect(await stored(id)).toMatchObject({ state: 'sent', body: '' })
  })

  test('whose address or subject would smuggle in another addressee has one', async () => {
    await startServer()
    const id = await write({ subject: 'Hello\r\nBcc: tom@example.org' })
    await send(id)
    expect(received[0]).not.toMatch(/^Bcc:/m)
    const two = await write({ to: 'amina@example.org, tom@example.org' })
    await send(two)
    expect(received).toHaveLength(1)
    expect(await stored(two)).toMatchObject({ state: 'failed' })
  })
})

describe('a mail server', () => {
  test('that is not there leaves the message waiting, to be tried later and later', async () => {
    smtpUrl = 'smtp://127.0.0.1:1'
    const id = await write()
    const waits: number[] = []
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await send(id)
      expect(await stored(id)).toMatchObject({ state: 'waiting', attempts: attempt, sentAt: null })
      const [next, ...others] = await queued()
      expect([next!.messageId, others]).toEqual([id, []])
      waits.push(minutesFromNow(next!.runAt))
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 240, 240])
    expect((await stored(id)).problem).toMatch(/^The mail server was not reached: .*ECONNREFUSED/)

    await startServer()
    await send(id)
    expect(received).toHaveLength(1)
    expect(await stored(id)).toMatchObject({ state: 'sent', problem: null, attempts: 11 })
  })

  test('that is not there for two days is given up, and the message says why', async () => {
    smtpUrl = 'smtp://127.0.0.1:1'
    const id = await write({ isConfidential: true })
    await owner.query('truncate graphile_worker._private_jobs')
    world.setClock(new Date(testNow.getTime() + 48 * 3_600_000 + 1))
    await send(id)
    expect(await stored(id)).toMatchObject({
      state: 'failed',
      body: '',
      problem: expect.stringContaining('not reached'),
    })
    expect(await queued()).toEqual([])
  })

  test('that refuses the address for good ends it, and it is not tried again', async () => {
    await startServer({ onRcptTo: refusing(550, 'No such user here') })
    const id = await write()
    await owner.query('truncate graphile_worker._private_jobs')
    await send(id)
    expect(await stored(id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      problem: 'The mail server answered: 550 No such user here',
    })
    expect(await queued()).toEqual([])
    await send(id)
    expect(await stored(id)).toMatchObject({ attempts: 1 })
  })

  test('that refuses the message for good ends it too', async () => {
    await startServer({
      onData(stream, _session, done) {
        stream.resume()
        stream.on('end', () => done(Object.assign(new Error('Looks like spam'), { responseCode: 554 })))
      },
    })
    const id = await write()
    await send(id)
    expect(await stored(id)).toMatchObject({
      state: 'failed',
      problem: 'The mail server answered: 554 Looks like spam',
    })
  })

  test('that is busy is asked again', async () => {
    await startServer({ onRcptTo: refusing(451, 'Come back later') })
    const id = await write()
    await send(id)
    expect(await stored(id)).toMatchObject({
      state: 'waiting',
      problem: 'The mail server answered: 451 Come back later',
    })
    expect(await queued()).toHaveLength(1)
  })

  test('that does not take our password, or us as the sender, is asked again: that can be mended', async () => {
    await startServer({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error('Wrong password')),
    })
    smtpUrl = smtpUrl!.replace('//', '//user:wrong@')
    const first = await write()
    await send(first)
    expect(await stored(first)).toMatchObject({ state: 'waiting', problem: expect.stringContaining('535') })
    await new Promise<void>((resolve) => server!.close(resolve))

    await startServer({ onMailFrom: refusing(553, 'You may not send') })
    const second = await write()
    await send(second)
    expect(await stored(second)).toMatchObject({
      state: 'waiting',
      problem: 'The mail server answered: 553 You may not send',
    })
  })
})

test('the log says what became of a message without a word of it', async () => {
  await startServer({ onRcptTo: refusing(550, 'No such user amina@example.org') })
  const id = await write()
  await send(id)
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { request: 'job-1', message: id, attempt: 1, reply: 550, msg: 'a message could not be sent' },
  ])
  expect(lines.join('')).not.toMatch(/amina|booked/i)
})
