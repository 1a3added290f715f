import { createTransport } from 'nodemailer'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { job, later } from '../jobs/index.ts'

export interface Mail {
  to: string
  subject: string
  /** Plain text; lines of their own for links. */
  body: string
  accountId?: string | null
  personId?: string | null
  /** Holds a link that lets its reader in: nobody else is shown it, and it is not kept once it is sent. */
  isConfidential?: boolean
}

/** Writes a message, to be sent when this transaction is kept. Without a mail server it stays in the outbox, to be read there. */
export async function sendMail(ctx: Context, mail: Mail): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('messages')
    .values({
      partnershipId: ctx.partnership.id,
      id,
      accountId: mail.accountId ?? null,
      personId: mail.personId ?? null,
      toAddress: mail.to,
      subject: mail.subject,
      body: mail.body,
      isConfidential: mail.isConfidential ?? false,
      createdAt: ctx.now,
    })
    .execute()
  if (ctx.services.settings.smtpUrl)
    await later(ctx, sendMessage.name, { messageId: id }, { key: `message ${id}` })
  return id
}

/**
 * Sends one message. The row is locked while the server is spoken to, so that two workers cannot both send it; it is sent
 * twice only if the process ends between the server's yes and the commit.
 */
export const sendMessage = job({
  name: 'send-message',
  async run(ctx, { messageId }) {
    const message = await ctx.db
      .selectFrom('messages')
      .selectAll()
      .where('id', '=', messageId!)
      .where('state', '<>', 'sent')
      .forUpdate()
      .executeTakeFirst()
    if (!message || !ctx.services.settings.smtpUrl) return
    const transport = createTransport(ctx.services.settings.smtpUrl)
    try {
      await transport.sendMail({
        from: ctx.services.settings.mailFrom,
        to: message.toAddress,
        subject: message.subject,
        text: message.body,
        messageId: `<${message.id}@oneworkforce>`,
      })
    } finally {
      transport.close()
    }
    await ctx.db
      .updateTable('messages')
      .set({
        state: 'sent',
        sentAt: ctx.now,
        attempts: message.attempts + 1,
        ...(message.isConfidential ? { body: '' } : {}),
      })
      .where('id', '=', message.id)
      .execute()
  },
})
