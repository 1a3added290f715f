import { page } from '#web'
import { partnershipsOf } from './partnerships-of.ts'
import { roleName } from './roles.ts'

/** The installation's front page: one's partnerships, or what this is and how to come in. */
export const homePage = page({
  url: '/',
  place: 'installation',
  access: 'anyone',

  async show(ctx) {
    const all = await ctx.db.selectFrom('partnerships').select('isDemonstration').execute()
    const { accountId, secondFactorNeeded } = ctx.visitor
    const mine = accountId && !secondFactorNeeded ? await partnershipsOf(ctx, accountId) : null
    return {
      title: mine ? 'Your partnerships' : 'OneWorkforce',
      mine,
      secondFactorNeeded,
      isEmpty: all.length === 0,
      isDemonstration: all.length > 0 && all.every((one) => one.isDemonstration),
    }
  },

  view: ({ mine, isEmpty, isDemonstration, secondFactorNeeded }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        {mine ? (
          <>
            <h1 class="govuk-heading-l">Your partnerships</h1>
            {mine.length === 0 ? (
              <p class="govuk-body">
                You have no role in a partnership today. Ask whoever manages accounts there to give you one.
              </p>
            ) : (
              <ul class="govuk-list govuk-list--spaced">
                {mine.map(({ code, name, roles }) => (
                  <li>
                    <a class="govuk-link govuk-!-font-weight-bold" href={`/p/${code}`}>
                      {name}
                    </a>
                    <br />
                    {roles.map(roleName).join(', ')}
                  </li>
                ))}
              </ul>
            )}
          </>
        ) : (
          <>
            <h1 class="govuk-heading-xl">Develop the people who work with children</h1>
            <p class="govuk-body-l">
              OneWorkforce keeps one record for a local authority and its partners: who works with children,
              what training they need and have had, and how the workforce strategy is going.
            </p>
            <WayIn
              isEmpty={isEmpty}
              isDemonstration={isDemonstration}
              secondFactorNeeded={secondFactorNeeded}
            />
          </>
        )}
      </div>
    </div>
  ),
})

interface WayInProps {
  isEmpty: boolean
  isDemonstration: boolean
  secondFactorNeeded: boolean
}

function WayIn({ isEmpty, isDemonstration, secondFactorNeeded }: WayInProps) {
  const [href, text] = isEmpty
    ? ['/set-up', 'Set up your partnership']
    : secondFactorNeeded
      ? ['/sign-in/code', 'Finish signing in']
      : isDemonstration
        ? ['/demonstration', 'Choose who you are']
        : ['/sign-in', 'Sign in']
  return (
    <>
      <a
        class="govuk-button govuk-button--start"
        href={href}
        role="button"
        draggable={false}
        data-module="govuk-button"
      >
        {text}
      </a>
      {isEmpty ? (
        <p class="govuk-body">
          Nothing is here yet. It takes a few minutes: the name of the area, and the first administrator.
        </p>
      ) : isDemonstration ? (
        <p class="govuk-body">
          This is a demonstration with invented people. If you have an account,{' '}
          <a class="govuk-link" href="/sign-in">
            sign in
          </a>
          .
        </p>
      ) : (
        <p class="govuk-body">
          You need an account. Whoever manages accounts in your partnership can invite you.
        </p>
      )}
    </>
  )
}
