import { sql } from 'kysely'
import { type Context, onlyOneself, withScope } from '#platform'
import { type NavigationItem, type PageContext, bySection, isFor, mayOpen, page } from '#web'

let navigation: readonly NavigationItem[] = []

/** The navigation of the whole product, put together in app.ts: what this page leads to. */
export function showOnHome(items: readonly NavigationItem[]): void {
  navigation = items
}

/** A partnership's first page: what this person can do here, and how many people and organisations they see. */
export const homePage = page({
  url: '/',
  access: 'signed-in',

  async show(ctx) {
    const scope = ctx.visitor.can('workforce.see')
    return {
      title: ctx.partnership.name,
      people: scope ? await withScope(ctx, scope, countPeople) : null,
      organisations: ctx.visitor.can('partnership.see') ? await countOrganisations(ctx) : null,
      mayImport: mayOpen('workforce.import', ctx.visitor),
      ...(await whatWaits(
        ctx,
        navigation.filter((item) => isFor(item, ctx.visitor)),
      )),
    }
  },

  view: ({ title, people, organisations, mayImport, cards, waiting, visitor, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body-l">Hello {visitor.name}. Here is what you can do.</p>
      {mayImport && organisations === 0 ? <Begin link={link} /> : null}
      {waiting.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">What waits for you</h2>
          <ul class="govuk-list govuk-list--spaced">
            {waiting.map(({ words, href }) => (
              <li>
                <a class="govuk-link govuk-!-font-weight-bold" href={link(href)}>
                  {words}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <ul class="ow-figures">
        {organisations ? (
          <Figure number={organisations} label="organisations open today" href={link('/organisations')} />
        ) : null}
        {people !== null && people > 1 ? (
          <Figure number={people} label="people you may see, engaged today" href={link('/people')} />
        ) : null}
      </ul>
      {bySection(cards).map(({ section, pages }) => (
        <>
          <h2 class="govuk-heading-m ow-part">{section}</h2>
          <ul class="ow-cards">
            {pages.map(({ text, href, description }) => (
              <li>
                <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
                  <a class="govuk-link" href={link(href)}>
                    {text}
                  </a>
                </h3>
                {description ? <p class="govuk-body">{description}</p> : null}
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  ),
})

/** What waits in each part of the product, seen with the rights that the part is opened with. */
async function whatWaits(ctx: PageContext, cards: readonly NavigationItem[]) {
  const waiting: { words: string; href: string }[] = []
  for (const { waiting: ask, access, href } of cards) {
    if (!ask) continue
    const scope = access === 'anyone' || access === 'signed-in' ? onlyOneself : ctx.visitor.can(access)
    const words = scope && (await withScope(ctx, scope, (within) => ask(within, ctx.visitor)))
    if (words) waiting.push({ words, href })
  }
  return { cards, waiting }
}

function Figure({ number, label, href }: { number: number; label: string; href: string }) {
  return (
    <li class="ow-figure">
      <span class="ow-figure__number">{number.toLocaleString('en-GB')}</span>
      <p class="ow-figure__label">
        <a class="govuk-link" href={href}>
          {label}
        </a>
      </p>
    </li>
  )
}

function Begin({ link }: { link: (path: string) => string }) {
  return (
    <div class="govuk-inset-text">
      <p class="govuk-body">
        Nothing is here yet. Begin with the organisations: a list of schools or GP practices can be used as it
        is published. Then bring in people, and what they do.
      </p>
      <a
        class="govuk-button"
        href={link('/imports/new')}
        role="button"
        draggable={false}
        data-module="govuk-button"
      >
        Bring in a file
      </a>
    </div>
  )
}

async function countPeople(ctx: Context): Promise<number> {
  const { rows } = await sql<{ people: number }>`select count(*) as people from (select from engagements
    where started_on <= ${ctx.today}::date and coalesce(ended_on >= ${ctx.today}::date, true)
    group by person_id) as engaged`.execute(ctx.db)
  return rows[0]?.people ?? 0
}

async function countOrganisations(ctx: Context): Promise<number> {
  const { rows } = await sql<{ organisations: number }>`select count(*) as organisations from organisations
    where (opened_on is null or opened_on <= ${ctx.today}::date) and (closed_on is null or closed_on >= ${ctx.today}::date)
    `.execute(ctx.db)
  return rows[0]?.organisations ?? 0
}
