/** What people ask to have put right: they cannot change it themselves, as others rely on it. */
import { type Context, found, newId, record } from '#platform'
import { sendMail } from '#platform/mail/index'
import type { PersonDetails } from '../people/edit-person.ts'
import { editPerson } from '../people/edit-person.ts'

export const correctable = {
  given_name: 'First name',
  family_name: 'Last name',
  birth_date: 'Date of birth',
  swe_number: 'Social Work England number',
  nmc_pin: 'NMC PIN',
  trn: 'Teacher reference number',
  work: 'What I do, where or since when',
} as const

export type Correctable = keyof typeof correctable

export const correctionStates = {
  waiting: 'Waiting',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
} as const

export type CorrectionState = keyof typeof correctionStates

/** Asks for a correction. False when one of the same thing waits already. */
export async function askForCorrection(
  ctx: Context,
  personId: string,
  request: { field: Correctable; wanted: string; reason: string },
): Promise<boolean> {
  const id = newId()
  const added = await ctx.db
    .insertInto('correctionRequests')
    .values({ partnershipId: ctx.partnership.id, id, personId, ...request, askedAt: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) return false
  await record(ctx, 'workforce.correction-asked', { type: 'person', id: personId }, { field: request.field })
  return true
}

export async function myCorrections(ctx: Context, personId: string) {
  return ctx.db
    .selectFrom('correctionRequests')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('askedAt', 'desc')
    .orderBy('id')
    .execute()
}

/** @throws NotFound also when the actor may not see whose it is */
export async function findCorrection(ctx: Context, id: string) {
  const { field, state, ...request } = found(
    await ctx.db
      .selectFrom('correctionRequests as c')
      .innerJoin('people as p', 'p.id', 'c.personId')
      .selectAll('c')
      .select(['p.fullName', 'p.email', 'p.version as personVersion'])
      .where('c.id', '=', id)
      .executeTakeFirst(),
  )
  return { ...request, field: field as Correctable, state: state as CorrectionState }
}

type Request = Awaited<ReturnType<typeof findCorrection>>

export type Decision = { outcome: 'decided' } | { outcome: 'stale' } | { outcome: 'number-taken' }

/** Accepts or declines a request and tells the person. Accepted, the register says what was asked, but for work. */
export async function decideCorrection(
  ctx: Context,
  request: Request,
  decision: { version: number; accepted: boolean; answer: string },
): Promise<Decision> {
  const { accepted, answer } = decision
  const decided = await ctx.db
    .updateTable('correctionRequests')
    .set((e) => ({
      state: accepted ? 'accepted' : 'declined',
      answer,
      decidedAt: ctx.now,
      decidedBy: ctx.actor.accountId,
      decidedByName: ctx.actor.name,
      version: e('version', '+', 1),
    }))
    .where('id', '=', request.id)
    .where('version', '=', decision.version)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (decided.numUpdatedRows === 0n) return { outcome: 'stale' }
  if (accepted && request.field !== 'work') {
    const edited = await putRight(ctx, request)
    if (edited !== 'saved') return { outcome: edited === 'stale' ? 'stale' : 'number-taken' }
  }
  await record(
    ctx,
    accepted ? 'workforce.correction-accepted' : 'workforce.correction-declined',
    { type: 'person', id: request.personId },
    { field: request.field, request: request.id },
  )
  if (request.email)
    await sendMail(ctx, {
      to: request.email,
      personId: request.personId,
      subject: `Your request to correct the register was ${accepted ? 'accepted' : 'declined'}`,
      body: [
        `You asked to correct: ${correctable[request.field]}.`,
        accepted ? 'It was accepted.' : 'It was declined.',
        ...(answer ? [answer] : []),
        'You can see this under “My record”.',
      ].join('\n\n'),
    })
  return { outcome: 'decided' }
}

async function putRight(ctx: Context, { personId, field, wanted }: Request) {
  const person = await ctx.db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const { givenName, familyName, birthDate, email, sweNumber, nmcPin, trn, version } = person
  const details: PersonDetails = { givenName, familyName, birthDate, email, sweNumber, nmcPin, trn }
  const corrected: Record<Exclude<Correctable, 'work'>, Partial<PersonDetails>> = {
    given_name: { givenName: wanted },
    family_name: { familyName: wanted },
    birth_date: { birthDate: wanted },
    swe_number: { sweNumber: wanted },
    nmc_pin: { nmcPin: wanted },
    trn: { trn: wanted },
  }
  const change = corrected[field as Exclude<Correctable, 'work'>]
  return (await editPerson(ctx, personId, version, { ...details, ...change })).outcome
}
