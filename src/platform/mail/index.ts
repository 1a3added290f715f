import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { askToSend } from './send-message.ts'

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
  if (ctx.services.settings.smtpUrl) await askToSend(ctx, id)
  return id
}
