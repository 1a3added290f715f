import { z } from 'zod'
import { type Context, type Scope, withScope } from '#platform'
import { BackLink, Form, FormErrorSummary, RadiosField, SubmitButton, page, problem, redirect } from '#web'
import type { PageContext } from '#web'
import { bookAPlace } from './book-a-place.ts'
import { refusals } from './booking-words.ts'
import { bookingInTheWay, findBooking } from './booking.queries.ts'
import { offerOn, placesInWords } from './booking.ts'
import { findPerson, searchPeople } from './people.queries.ts'
import { findSession } from './session.queries.ts'
import { courseAndEvent, whenInWords, whereInWords } from './session-words.ts'

/** More people than this are searched for rather than listed. */
const MOST_LISTED = 15

/** Books a place for oneself or, for those who may, for somebody else: found by name or reference, without a long list. */
export const bookAPlacePage = page({
  url: '/learning/sessions/:sessionId/book-a-place',
  access: 'learning.book',
  params: z.object({ sessionId: z.uuid() }),
  query: z.object({ search: z.string().trim().max(100).catch('') }),
  form: z.object({ person: z.uuid('Choose who the place is for') }),

  async show(ctx, { sessionId }, { search }) {
    const session = await findSession(ctx, sessionId)
    const { personId } = ctx.actor
    const own = personId ? await bookingInTheWay(ctx, session.id, personId) : null
    // What can be offered to anyone at all; what stands in one person's way is said when they are chosen.
    const offer = offerOn(session, null, ctx.today)
    const others = bookingForOthers(ctx)
    return {
      title: offer.kind === 'waiting-list' ? 'Join the waiting list' : 'Book a place',
      session,
      offer,
      own: own && { bookingId: own.bookingId, refusal: ownRefusals[own.kind] },
      myself: personId && !own ? await findPerson(ctx, personId) : null,
      others: others && (await withScope(ctx, others, (ctx) => peopleToChoose(ctx, search))),
      search,
      values: personId && !own && !others ? { person: personId } : {},
    }
  },

  async submit(ctx, { sessionId }, answers) {
    const scope = bookingForOthers(ctx) ?? ctx.actor.scope
    const result = await withScope(ctx, scope, (ctx) =>
      bookAPlace(ctx, { sessionId, personId: answers.person }),
    )
    if (result.outcome === 'refused') {
      const first = result.bookingId && (await whenBooked(ctx, scope, result.bookingId))
      return problem({ person: [refusals[result.because], first].filter(Boolean).join(' ') })
    }
    const said = result.outcome === 'booked' ? 'The place is booked' : 'Added to the waiting list'
    return redirect(`/learning/bookings/${result.bookingId}`, said)
  },

  view: ({ title, session, offer, own, myself, others, search, form, link }) => (
    <>
      <BackLink href={link(`/learning/courses/${session.courseId}`)} text={session.courseTitle} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{courseAndEvent(session)}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            {whenInWords(session)}
            <br />
            {whereInWords(session)}
            <br />
            {placesInWords(session)}
          </p>
          {own ? (
            <div class="govuk-inset-text">
              <p class="govuk-body">{own.refusal}</p>
              <a class="govuk-link" href={link(`/learning/bookings/${own.bookingId}`)}>
                See your booking
              </a>
            </div>
          ) : null}
          {offer.kind === 'none' ? (
            <div class="govuk-inset-text">
              <p class="govuk-body">{refusals[offer.because]}</p>
              <a class="govuk-link" href={link(`/learning/courses/${session.courseId}`)}>
                Other dates of {session.courseTitle}
              </a>
            </div>
          ) : (
            <>
              {offer.kind === 'waiting-list' ? (
                <p class="govuk-body">
                  There is no free place. The next on the waiting list is number {offer.turn}. When a place
                  becomes free and it is their turn, it is theirs at once, and we write to them.
                </p>
              ) : null}
              {others?.isLarge || search ? (
                <SearchForm search={search} action={link(`/learning/sessions/${session.id}/book-a-place`)} />
              ) : null}
              {search && others?.people.length === 0 ? (
                <p class="govuk-body" role="status">
                  Nobody whom you may book for has “{search}” in their name or reference. Check the spelling,
                  or try fewer words.
                </p>
              ) : null}
              {myself || (others && others.people.length > 0) ? (
                <Form form={form}>
                  <RadiosField
                    name="person"
                    legend="Who is the place for?"
                    items={[
                      myself && { value: myself.id, text: `${myself.fullName} (you)` },
                      ...(others?.people ?? [])
                        .filter((person) => person.id !== myself?.id)
                        .map((person) => ({ value: person.id, text: person.fullName, hint: person.ref })),
                    ]}
                  />
                  {others?.hasMore && search ? (
                    <p class="govuk-body">
                      These are the first {others.people.length}. Add more of the name to find somebody else.
                    </p>
                  ) : null}
                  <SubmitButton preventDoubleClick>
                    {offer.kind === 'waiting-list' ? 'Join the waiting list' : 'Book the place'}
                  </SubmitButton>
                </Form>
              ) : null}
              {!myself && !own && !others ? (
                <p class="govuk-inset-text">
                  Your account is not linked to a person of the register, so there is nobody to book for. Ask
                  your administrator to link it.
                </p>
              ) : null}
            </>
          )}
        </div>
      </div>
    </>
  ),
})

const ownRefusals = {
  'booked-here': 'You have a place on this session.',
  'waiting-here': 'You are on the waiting list of this session.',
  'same-course':
    'You are booked, or waiting, on another date of this course. Cancel that booking first to change to this date.',
} as const

/** For whom the visitor may book besides themselves; null when for nobody. */
function bookingForOthers(ctx: PageContext): Scope | null {
  return ctx.visitor.can('learning.book-others')
}

/** Which booking stands in the way. */
async function whenBooked(ctx: Context, scope: Scope, bookingId: string): Promise<string> {
  return withScope(ctx, scope, async (ctx) => {
    const { sessionId } = await findBooking(ctx, bookingId)
    return `It is for ${whenInWords(await findSession(ctx, sessionId))}.`
  })
}

/** A small team is listed at once; in a larger one people are searched for. */
async function peopleToChoose(ctx: Context, search: string) {
  const people = await searchPeople(ctx, search, MOST_LISTED + 1)
  const hasMore = people.length > MOST_LISTED
  if (hasMore && search === '') return { people: [], hasMore, isLarge: true }
  return { people: people.slice(0, MOST_LISTED), hasMore, isLarge: hasMore }
}

function SearchForm({ search, action }: { search: string; action: string }) {
  return (
    <form method="get" action={action} class="ow-filters" role="search">
      <div class="govuk-form-group ow-filters__field">
        <label class="govuk-label" for="search">
          Find the person the place is for
        </label>
        <div id="search-hint" class="govuk-hint">
          Part of the name, or the reference
        </div>
        <input
          class="govuk-input"
          id="search"
          name="search"
          type="search"
          value={search}
          aria-describedby="search-hint"
        />
      </div>
      <div class="ow-filters__buttons">
        <button class="govuk-button govuk-button--secondary" data-module="govuk-button">
          Find
        </button>
      </div>
    </form>
  )
}
