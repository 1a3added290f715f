import type { Selectable } from 'kysely'
import { createTransport } from 'nodemailer'
import type { Context } from '../context.ts'
import type { Message } from '../database/schema.ts'
import { job, later } from '../jobs/index.ts'

/** How long a mail server that is down, or refuses for the time being, is asked again. */
const PATIENCE_HOURS = 48
/** From one minute on, twice as long each time, up to this. */
const LONGEST_WAIT_MINUTES = 240

/** Asks for a message to be sent, now or then. */
export function askToSend(ctx: Context, messageId: string, runAt?: Date): Promise<void> {
  return later(ctx, sendMessage.name, { messageId }, { key: messageId, ...(runAt && { runAt }) })
}

/**
 * Sends one message. The row is locked while the server is spoken to, so that two workers cannot both send it; it is sent
 * twice only if the process ends between the server's yes and the commit.
 */
export const sendMessage = job({
  name: 'send-message',
  async run(ctx, { messageId = '' }) {
    const { smtpUrl } = ctx.services.settings
    if (!smtpUrl) return
    const message = await ctx.db
      .selectFrom('messages')
      .selectAll()
      .where('id', '=', messageId)
      .where('state', '=', 'waiting')
      .forUpdate()
      .executeTakeFirst()
    if (!message) return

    const failure = await handOver(ctx, smtpUrl, message)
    if (!failure) return note(ctx, message, { state: 'sent', problem: null, sentAt: ctx.now })
    ctx.services.log.warn(
      { request: ctx.requestId, message: message.id, attempt: message.attempts + 1, reply: failure.code },
      'a message could not be sent',
    )
    const { problem } = failure
    if (failure.isFinal || ctx.now.getTime() > message.createdAt.getTime() + PATIENCE_HOURS * 3_600_000)
      return note(ctx, message, { state: 'failed', problem })
    await note(ctx, message, { state: 'waiting', problem })
    const minutes = Math.min(2 ** message.attempts, LONGEST_WAIT_MINUTES)
    return askToSend(ctx, message.id, new Date(ctx.now.getTime() + minutes * 60_000))
  },
})

async function note(
  ctx: Context,
  message: Selectable<Message>,
  change: { state: 'waiting' | 'sent' | 'failed'; problem: string | null; sentAt?: Date },
): Promise<void> {
  // A link that lets its reader in is kept no longer than it is needed.
  const isOver = message.isConfidential && change.state !== 'waiting'
  await ctx.db
    .updateTable('messages')
    .set({ ...change, attempts: message.attempts + 1, ...(isOver && { body: '' }) })
    .where('id', '=', message.id)
    .execute()
}

interface Failure {
  /** Asking again would change nothing. */
  isFinal: boolean
  /** For the outbox: may quote the address. */
  problem: string
  /** For the log: what kind of failure, without a word of the message. */
  code: string | number
}

async function handOver(
  ctx: Context,
  url: string,
  message: Selectable<Message>,
): Promise<Failure | undefined> {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  try {
    await transport.sendMail({
      from: ctx.services.settings.mailFrom,
      to: { name: '', address: message.toAddress },
      subject: message.subject,
      text: message.body,
      messageId: `<${message.id}@oneworkforce>`,
      // So that holiday replies do not answer.
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return undefined
  } catch (error) {
    return readFailure(error as SmtpError)
  } finally {
    transport.close()
  }
}

interface SmtpError extends Error {
  code?: string
  /** What the server answered, and to which of our commands. */
  responseCode?: number
  response?: string
  command?: string
}

/**
 * An address or a message that the server does not take is refused for good. When it takes nothing from us (it is down,
 * our password is wrong, our address is not allowed to send), that can be mended, and the message waits.
 */
function readFailure({ message, code, responseCode, response, command }: SmtpError): Failure {
  const isUnusable = code === 'EENVELOPE' && responseCode === undefined
  const isRefused = (responseCode ?? 0) >= 500 && (command === 'RCPT TO' || command === 'DATA')
  const reason = (response ?? message).replaceAll(/\s+/g, ' ').slice(0, 300)
  return {
    isFinal: isUnusable || isRefused,
    problem: response ? `The mail server answered: ${reason}` : `The mail server was not reached: ${reason}`,
    code: responseCode ?? code ?? 'unknown',
  }
}
