/** Opens and closes mapping rounds, keeps what is answered, and reminds those who have not. */
import { sql } from 'kysely'
import {
  type Context,
  type LocalDate,
  addDays,
  formatDate,
  job,
  later,
  newId,
  record,
  sendMail,
} from '#platform'
import { headcountsOn } from '../counts/headcount.queries.ts'
import { type Answer, remindDaysBefore } from './mapping-round.ts'
import { findRound, toRemind } from './mapping-round.queries.ts'

export interface NewRound {
  title: string
  purpose: string
  dueOn: LocalDate
  sectorIds: readonly string[]
  /** Looks also for those who know the groups that nobody has counted. */
  withUnseenGroups: boolean
}

/**
 * Opens a round: every open organisation of the sectors is asked, at the contact who knows its workforce best, and for
 * each group without a number somebody is to be found who knows it. Null when a round has the title already.
 */
export async function openRound(
  ctx: Context,
  round: NewRound,
): Promise<{ id: string; requests: number } | null> {
  const id = newId()
  const { title, purpose, dueOn, sectorIds } = round
  const opened = await ctx.db
    .insertInto('mappingRounds')
    .values({ partnershipId: ctx.partnership.id, id, title, purpose, openedOn: ctx.today, dueOn })
    .onConflict((conflict) => conflict.columns(['partnershipId', 'title']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!opened) return null
  const asked = [
    ...(await organisationsToAsk(ctx, sectorIds)),
    ...(round.withUnseenGroups ? await unseenGroups(ctx, sectorIds) : []),
  ]
  const rows = asked.map((one) => ({
    ...one,
    partnershipId: ctx.partnership.id,
    id: newId(),
    mappingRoundId: id,
  }))
  for (let from = 0; from < rows.length; from += 1000)
    await ctx.db
      .insertInto('mappingRequests')
      .values(rows.slice(from, from + 1000))
      .execute()
  await record(
    ctx,
    'workforce.mapping-opened',
    { type: 'mapping-round', id },
    { due_on: dueOn, asked: rows.length },
  )
  const reminding = addDays(dueOn, -remindDaysBefore)
  if (reminding > ctx.today) await remindLater(ctx, id, new Date(`${reminding}T09:00:00Z`))
  return { id, requests: rows.length }
}

/** Asks the worker to remind those who have not answered, now or at a moment. */
export function remindLater(ctx: Context, roundId: string, runAt?: Date): Promise<void> {
  const key = `${roundId} ${runAt ? 'before it is due' : 'now'}`
  return later(ctx, remindMapping.name, { mappingRoundId: roundId }, { key, ...(runAt && { runAt }) })
}

/** Writes to everyone who was asked and has not answered, once a day at most. */
export const remindMapping = job({
  name: 'remind-mapping',
  async run(ctx, ids) {
    const round = await findRound(ctx, ids['mappingRoundId']!)
    for (const request of await toRemind(ctx, round.id)) {
      await sendMail(ctx, {
        to: request.contactEmail,
        subject: `${round.title}: please answer by ${formatDate(round.dueOn)}`,
        body: letter(ctx, request, round.purpose),
      })
      await ctx.db
        .updateTable('mappingRequests')
        .set({ remindedOn: ctx.today })
        .where('id', '=', request.id)
        .execute()
    }
  },
})

function letter(
  ctx: Context,
  request: { contactName: string; who: string; organisationId: string | null; dueOn: LocalDate },
  purpose: string,
): string {
  return [
    `Dear ${request.contactName || request.who},`,
    `${ctx.partnership.name} is mapping everyone who works with children, paid and unpaid.`,
    ...(purpose ? [purpose] : []),
    request.organisationId
      ? `Please send us a list of your people or their number, or tell us that what we hold of ${request.who} is right, by ${formatDate(request.dueOn)}.`
      : `You may know about ${request.who}. Please tell us how many they are, or who would know, by ${formatDate(request.dueOn)}. “About” or “at least” is welcome.`,
    'If you would rather not answer, say so and we will not ask again in this round.',
    ctx.partnership.name,
  ].join('\n\n')
}

export interface RequestAnswer {
  state: Answer
  note: string
  contactName: string
  contactEmail: string
}

/** False when somebody else changed the request since this version. */
export async function answerRequest(
  ctx: Context,
  id: string,
  version: number,
  answer: RequestAnswer,
): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('mappingRequests')
    .set((e) => ({
      ...answer,
      answeredOn:
        answer.state === 'asked'
          ? null
          : sql<LocalDate>`case when state = ${answer.state} then answered_on else ${ctx.today}::date end`,
      version: e('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await record(ctx, 'workforce.mapping-answered', { type: 'mapping-request', id }, { state: answer.state })
  return true
}

/** No more reminders: what was answered stays. */
export async function closeRound(ctx: Context, id: string): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('mappingRounds')
    .set((e) => ({ closedOn: ctx.today, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('closedOn', 'is', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await record(ctx, 'workforce.mapping-closed', { type: 'mapping-round', id })
  return true
}

interface Asked {
  sectorId: string
  organisationId: string | null
  groupName: string
  contactName: string
  contactEmail: string
}

async function organisationsToAsk(ctx: Context, sectorIds: readonly string[]): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select p.sector_id, o.id as organisation_id, '' as group_name, coalesce(c.name, '') as contact_name,
      coalesce(c.email, '') as contact_email
    from organisations o join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
    left join lateral (select name, email from contacts c
      where c.partnership_id = o.partnership_id and c.organisation_id = o.id and c.email is not null
        and c.unreachable_on is null and (c.ended_on is null or c.ended_on >= ${ctx.today}::date)
      order by array_position(array['workforce', 'data', 'general', 'training', 'safeguarding'], c.purpose), c.id limit 1) c on true
    where p.sector_id = any (${sectorIds}::uuid[]) and (o.opened_on is null or o.opened_on <= ${ctx.today}::date)
      and (o.closed_on is null or o.closed_on >= ${ctx.today}::date)`.execute(ctx.db)
  return rows
}

/** Groups of which nobody knows the number, or only that they are more than one. */
async function unseenGroups(ctx: Context, sectorIds: readonly string[]): Promise<Asked[]> {
  const groups = await headcountsOn(ctx, ctx.today)
  return groups
    .filter(({ sectorId }) => sectorIds.includes(sectorId))
    .filter(({ precision }) => precision === 'unknown' || precision === 'lower_bound')
    .map(({ sectorId, groupName }) => ({
      sectorId,
      organisationId: null,
      groupName,
      contactName: '',
      contactEmail: '',
    }))
}
