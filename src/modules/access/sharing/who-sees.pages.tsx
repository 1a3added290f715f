import { z } from 'zod'
import { agreementsOf, registerKeepers, sharings, standingOf } from '#partnership'
import { NotFound, formatDate, formatMoment, found } from '#platform'
import { BackLink, InsetText, page } from '#web'
import { SeersTable } from './seers-table.tsx'
import { looksAt, placesIn, placesOf, rolesGiven } from './who-sees.queries.ts'
import { whoSees } from './who-sees.ts'

/** Who can see my record, as what, why, and who has looked. */
export const mySharingPage = page({
  url: '/me/sharing',
  access: 'signed-in',
  async show(ctx) {
    const { personId, accountId } = ctx.visitor
    if (!personId) throw new NotFound('This account is not of a person in the register')
    const seers = whoSees(await placesOf(ctx, personId), await rolesGiven(ctx))
    return {
      title: 'Who can see my record',
      seers: seers.filter((seer) => seer.accountId !== accountId),
      looks: await looksAt(ctx, personId),
    }
  },
  view: ({ title, seers, looks, link }) => (
    <>
      <BackLink href={link('/me')} text="My record" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            {seers.length === 0
              ? 'Nobody but you can see your record today.'
              : `${seers.length} ${seers.length === 1 ? 'role lets somebody' : 'roles let somebody'} see your record today, besides you.`}{' '}
            What you say for{' '}
            <a class="govuk-link" href={link('/me/equality')}>
              equality monitoring
            </a>{' '}
            is seen by nobody. Those who run the service for the partnership can reach its data; whatever they
            do is in the history.
          </p>
        </div>
      </div>
      {seers.length > 0 ? <SeersTable caption="Who can see my record" seers={seers} /> : null}
      <h2 class="govuk-heading-m">Who has looked</h2>
      {looks.length === 0 ? (
        <p class="govuk-body">Nobody else has opened your page yet.</p>
      ) : (
        <ul class="govuk-list">
          {looks.map(({ name, recordedAt }) => (
            <li>
              {name}, {formatMoment(recordedAt)}
            </li>
          ))}
        </ul>
      )}
      <p class="govuk-body">
        Employers share records under{' '}
        <a class="govuk-link" href={link('/sharing/agreements')}>
          sharing agreements
        </a>
        . If you think that somebody should not see yours, tell whoever keeps your record.
      </p>
    </>
  ),
})

/** The same of anybody, for whoever answers for sharing. */
export const personSharingPage = page({
  url: '/sharing/people/:personId',
  access: 'sharing.manage',
  params: z.object({ personId: z.uuid() }),
  async show(ctx, { personId }) {
    const person = found(
      await ctx.db
        .selectFrom('people')
        .select(['id', 'fullName'])
        .where('id', '=', personId)
        .executeTakeFirst(),
    )
    const seers = whoSees(await placesOf(ctx, personId), await rolesGiven(ctx))
    return { title: `Who can see ${person.fullName}`, person, seers, looks: await looksAt(ctx, personId) }
  },
  view: ({ title, person, seers, looks, link }) => (
    <>
      <BackLink href={link(`/people/${person.id}`)} text={person.fullName} />
      <h1 class="govuk-heading-l">{title}</h1>
      {seers.length === 0 ? (
        <p class="govuk-body">No role opens this record today.</p>
      ) : (
        <SeersTable caption="Roles that open this record today" seers={seers} />
      )}
      <h2 class="govuk-heading-m">Who has looked</h2>
      {looks.length === 0 ? (
        <p class="govuk-body">Nobody has opened the page of this person.</p>
      ) : (
        <ul class="govuk-list">
          {looks.map(({ name, recordedAt }) => (
            <li>
              {name}, {formatMoment(recordedAt)}
            </li>
          ))}
        </ul>
      )}
    </>
  ),
})

/** Who sees the people of an organisation: by its register, its agreements and the roles over it. */
export const organisationSharingPage = page({
  url: '/sharing/organisations/:organisationId',
  access: 'sharing.manage',
  params: z.object({ organisationId: z.uuid() }),
  async show(ctx, { organisationId }) {
    const places = await placesIn(ctx, organisationId)
    const place = places[0]!
    return {
      title: `Who can see the people of ${place.organisation}`,
      place,
      seers: whoSees(places, await rolesGiven(ctx)),
      agreements: await agreementsOf(ctx, organisationId),
    }
  },
  view: ({ title, place, seers, agreements, today, link }) => (
    <>
      <BackLink href={link(`/organisations/${place.organisationId}`)} text={place.organisation} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          <InsetText>
            Register: {registerKeepers[place.registerKeptBy].toLowerCase()}.{' '}
            {place.registerKeptBy === 'authority'
              ? 'Whoever has a role over the whole partnership sees its people by name.'
              : place.sharedUnder
                ? `It shares its people by name under “${place.sharedUnder}”.`
                : 'Others see totals only.'}
          </InsetText>
          <p class="govuk-body">
            <a class="govuk-link" href={link(`/sharing/organisations/${place.organisationId}/keeper`)}>
              Change who keeps the register
            </a>
          </p>
          <h2 class="govuk-heading-m">Sharing agreements</h2>
          {agreements.length === 0 ? (
            <p class="govuk-body">It has part in none.</p>
          ) : (
            <ul class="govuk-list govuk-list--bullet">
              {agreements.map((agreement) => (
                <li>
                  <a class="govuk-link" href={link(`/sharing/agreements/${agreement.id}`)}>
                    {agreement.title}
                  </a>
                  : {sharings[agreement.shares].toLowerCase()}, {standingOf(agreement, today)}, from{' '}
                  {formatDate(agreement.startedOn)}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {seers.length === 0 ? (
        <p class="govuk-body">No role opens the records of its people today.</p>
      ) : (
        <SeersTable caption="Roles that open the records of its people" seers={seers} />
      )}
    </>
  ),
})
