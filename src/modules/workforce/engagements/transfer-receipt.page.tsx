import { sql } from 'kysely'
import { z } from 'zod'
import { type Context, type LocalDate, formatDate, formatMoment, found, record } from '#platform'
import { SummaryList, page } from '#web'

interface Receipt {
  ref: string
  personId: string
  person: string
  personRef: string
  fromName: string
  fromRole: string
  toName: string
  toRole: string
  transferredOn: LocalDate
  reason: string
  carried: { what: string; count: number }[]
  recordedByName: string
  recordedAt: Date
}

/** What was transferred, from where to where and when: to print, and to hand to both employers. */
export const transferReceiptPage = page({
  url: '/transfers/:transferId',
  access: 'workforce.manage',
  params: z.object({ transferId: z.uuid() }),

  async show(ctx, { transferId }) {
    const receipt = await findReceipt(ctx, transferId)
    await record(ctx, 'workforce.transfer-viewed', { type: 'person', id: receipt.personId })
    return { title: `Receipt of a transfer: ${receipt.ref}`, receipt }
  },

  view: ({ title, receipt, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        <SummaryList
          rows={[
            row('Person', `${receipt.person} (${receipt.personRef})`),
            row('From', `${receipt.fromRole}, ${receipt.fromName}`),
            row('To', `${receipt.toRole}, ${receipt.toName}`),
            row('First day there', formatDate(receipt.transferredOn)),
            receipt.reason ? row('Reason', receipt.reason) : null,
            row('Recorded', `${formatMoment(receipt.recordedAt)} by ${receipt.recordedByName}`),
          ]}
        />
        <h2 class="govuk-heading-m">What went along</h2>
        <p class="govuk-body">
          The person stays the same in the register. When the transfer was recorded, these were kept about
          them:
        </p>
        <ul class="govuk-list govuk-list--bullet">
          {receipt.carried.map(({ what, count }) => (
            <li>
              {count.toLocaleString('en-GB')} {what}
            </li>
          ))}
        </ul>
        <p class="govuk-body ow-no-print">
          <a class="govuk-link" href={link(`/people/${receipt.personId}`)}>
            Open the page of {receipt.person}
          </a>
        </p>
      </div>
    </div>
  ),
})

const row = (key: string, text: string) => ({ key: { text: key }, value: { text } })

async function findReceipt(ctx: Context, transferId: string): Promise<Receipt> {
  const { rows } = await sql<Receipt>`
    select t.ref, t.person_id, p.full_name as person, p.ref as person_ref, t.transferred_on, t.reason, t.carried,
      t.recorded_by_name, t.recorded_at, r1.name as from_role, r2.name as to_role,
      coalesce(o1.name, 'an organisation') as from_name, coalesce(o2.name, 'an organisation') as to_name
    from transfers t
    join people p on p.id = t.person_id
    left join engagements e1 on e1.id = t.from_engagement_id
    left join engagements e2 on e2.id = t.to_engagement_id
    left join roles r1 on r1.id = e1.role_id
    left join roles r2 on r2.id = e2.role_id
    left join app.current_periods(t.transferred_on) o1 on o1.organisation_id = e1.organisation_id
    left join app.current_periods(t.transferred_on) o2 on o2.organisation_id = e2.organisation_id
    where t.id = ${transferId}`.execute(ctx.db)
  return found(rows[0])
}
