import { z } from 'zod'
import { type Context, formatMoment, found } from '#platform'
import { type Ask, listPage, page } from '#web'

const hidden =
  'This message holds a link that is only for the person it was sent to, so it is not shown here.'

const stateWords = { waiting: 'Waiting', sent: 'Sent', failed: 'Could not be sent' } as const

/** The messages of this partnership: without a mail server this is where they are read. */
export const outboxPages = [
  ...listPage({
    url: '/messages',
    access: 'communications.outbox',
    title: 'Messages',
    noun: ['message', 'messages'],
    intro: (
      <p class="govuk-body">
        Every e-mail that OneWorkforce has written for this partnership. Where no mail server is set up they
        stay here, so that you can read what people would get.
      </p>
    ),
    search: { label: 'Search', hint: 'Address or subject' },
    filters: [
      {
        name: 'state',
        label: 'State',
        options: async () => Object.entries(stateWords).map(([value, text]) => ({ value, text })),
      },
    ],
    columns: [
      {
        key: 'subject',
        header: 'Subject',
        value: (row) => row.subject,
        cell: (row, { link }) => (
          <a class="govuk-link" href={link(`/messages/${row.id}`)}>
            {row.subject}
          </a>
        ),
      },
      { key: 'to', header: 'To', value: (row) => row.toAddress },
      { key: 'created', header: 'Written', value: (row) => formatMoment(row.createdAt), sortable: true },
      { key: 'state', header: 'State', value: (row) => stateWords[row.state as keyof typeof stateWords] },
    ],
    sort: '-created',
    rows: messages,
    empty: (
      <p class="govuk-body">
        Nothing has been sent yet. Booking a place, for example, writes a confirmation.
      </p>
    ),
  }),
  page({
    url: '/messages/:messageId',
    access: 'communications.outbox',
    params: z.object({ messageId: z.uuid() }),
    async show(ctx, { messageId }) {
      const message = found(
        await ctx.db.selectFrom('messages').selectAll().where('id', '=', messageId).executeTakeFirst(),
      )
      // A link that lets its reader in is for its reader; in the demonstration everyone may see how it looks.
      const isHidden = message.isConfidential && !ctx.partnership.isDemonstration
      return { title: message.subject, message: isHidden ? { ...message, body: hidden } : message }
    },
    view: ({ title, message }) => (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <dl class="govuk-summary-list">
          <Fact name="To" value={message.toAddress} />
          <Fact name="Written" value={formatMoment(message.createdAt)} />
          <Fact name="State" value={stateWords[message.state as keyof typeof stateWords]} />
          {message.problem && <Fact name="Problem" value={message.problem} />}
        </dl>
        <div class="ow-message">
          {message.body.split(/\n{2,}/).map((paragraph) => (
            <p class="govuk-body ow-keep-lines">{paragraph}</p>
          ))}
        </div>
      </>
    ),
  }),
]

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{name}</dt>
      <dd class="govuk-summary-list__value">{value}</dd>
    </div>
  )
}

async function messages(ctx: Context, ask: Ask) {
  const pattern = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const wanted = ctx.db
    .selectFrom('messages')
    .$if(ask.search !== '', (query) =>
      query.where((eb) => eb.or([eb('toAddress', 'ilike', pattern), eb('subject', 'ilike', pattern)])),
    )
    .$if(ask.filters['state'] !== '', (query) => query.where('state', '=', ask.filters['state']!))
  const { total } = await wanted
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await wanted
    .select(['id', 'subject', 'toAddress', 'createdAt', 'state'])
    .orderBy('createdAt', ask.descending ? 'desc' : 'asc')
    .orderBy('id')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}
