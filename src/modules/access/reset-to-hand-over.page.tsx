import { z } from 'zod'
import { Forbidden, formatMoment, found } from '#platform'
import { BackLink, page } from '#web'
import { accountToManage } from './grants.queries.ts'
import { linkOf } from './links.ts'
import { resetRefusal } from './may-reset.ts'

/** The link for somebody without e-mail, to print or hand over, while it counts. */
export const resetToHandOverPage = page({
  url: '/access/resets/:resetId',
  access: 'access.manage',
  params: z.object({ resetId: z.uuid() }),

  async show(ctx, { resetId }) {
    const reset = found(
      await ctx.db.selectFrom('resetLinks').selectAll().where('id', '=', resetId).executeTakeFirst(),
    )
    const account = await accountToManage(ctx, reset.accountId)
    if (reset.madeBy !== ctx.visitor.accountId || (await resetRefusal(ctx, account)))
      throw new Forbidden('Not theirs to hand over')
    const counts = reset.usedAt === null && reset.expiresAt > ctx.now
    return {
      title: `A link for ${account.displayName}`,
      account,
      expiresAt: reset.expiresAt,
      address: counts ? linkOf(ctx, 'reset', resetId) : null,
    }
  },

  view: ({ title, account, address, expiresAt, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <BackLink href={link(`/access/accounts/${account.id}`)} text={account.displayName} />
        <h1 class="govuk-heading-l">{title}</h1>
        {address ? (
          <>
            <p class="govuk-body">
              Print this page, or give {account.displayName} this link in a way that nobody else sees. It
              works once, until {formatMoment(expiresAt)}.
            </p>
            <p class="govuk-body govuk-!-text-break-word">{address}</p>
          </>
        ) : (
          <p class="govuk-body">
            This link was used, or its time is over. Make another if it is still needed.
          </p>
        )}
      </div>
    </div>
  ),
})
