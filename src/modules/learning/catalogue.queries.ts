/** The catalogue in one query, two when nothing has the words that were looked for. */
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#platform'
import type { Ask } from '#web'
import type { Mode } from './session-words.ts'

export interface CatalogueRow {
  id: string
  code: string
  title: string
  summary: string
  mode: Mode
  sessionId: string | null
  heldOn: string | null
  startsAt: string | null
  endsAt: string | null
  venue: string | null
  onlineLink: string | null
  places: number | null
  booked: number | null
  waiting: number | null
  /** How many sessions can still be booked, the next one included. */
  dates: number
  total: number
}

/**
 * Courses that have every word looked for, or words that begin so, in any form; when there are none, those whose words
 * look most alike, so that a slip of the keyboard still finds its course.
 */
export async function catalogue(ctx: Context, ask: Ask): Promise<{ rows: CatalogueRow[]; total: number }> {
  const words = ask.search.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  if (ask.search !== '' && words.length === 0) return { rows: [], total: 0 }
  let courses = await page(ctx, ask, words.length > 0 ? havingWords(words) : everything)
  if (courses.length === 0 && words.length > 0) courses = await page(ctx, ask, lookingLike(words.join(' ')))
  return { rows: courses, total: courses[0]?.total ?? 0 }
}

interface Match {
  condition: RawBuilder<unknown>
  /** The higher, the closer. */
  rank: RawBuilder<unknown>
}

const everything: Match = { condition: sql`true`, rank: sql`null::real` }

function havingWords(words: string[]): Match {
  const query = sql`to_tsquery('english', ${words.map((word) => `${word}:*`).join(' & ')})`
  return { condition: sql`course.search @@ ${query}`, rank: sql`ts_rank(course.search, ${query})` }
}

function lookingLike(text: string): Match {
  const rank = sql`greatest(word_similarity(${text}, course.title), word_similarity(${text}, course.summary) * 0.9)`
  return { condition: sql`${rank} >= 0.45`, rank }
}

/** The next date is looked up for the courses of the page alone, unless it decides which courses these are. */
async function page(ctx: Context, ask: Ask, match: Match): Promise<CatalogueRow[]> {
  const withPlaces = ask.filters['places'] === 'left'
  const dateDecides = withPlaces || ask.sort === 'next'
  const pageOfIt = sql`limit ${ask.limit} offset ${ask.offset}`
  const total = sql`(count(*) over ())::integer as total`
  const { rows } = await sql<CatalogueRow>`
    select course.id, course.code, course.title, course.summary, course.mode,
      next.id as session_id, next.held_on, next.starts_at, next.ends_at, next.venue, next.online_link, next.places, next.booked, next.waiting,
      coalesce(next.dates, 0)::integer as dates, ${dateDecides ? total : sql`course.total`}
    from (
      select course.*, ${match.rank} as rank ${dateDecides ? sql`` : sql`, ${total}`}
      from courses course
      where course.withdrawn_at is null and course.published_at is not null and ${match.condition}
        ${ask.filters['mode'] ? sql`and course.mode = ${ask.filters['mode']}` : sql``}
      ${dateDecides ? sql`` : sql`order by ${order(ask, match.rank)}, course.title, course.id ${pageOfIt}`}
    ) course
    left join lateral (
      select session.*, count(*) over () as dates
      from events event
      join sessions session on session.partnership_id = event.partnership_id and session.event_id = event.id
      where event.partnership_id = course.partnership_id and event.course_id = course.id
        and session.held_on >= ${ctx.today} and session.cancelled_at is null
        ${withPlaces ? sql`and session.booked + session.waiting < session.places` : sql``}
      order by session.held_on, session.starts_at, session.id
      limit 1
    ) next on true
    ${withPlaces ? sql`where next.id is not null` : sql``}
    order by ${order(ask, sql`course.rank`)}, course.title, course.id
    ${dateDecides ? pageOfIt : sql``}`.execute(ctx.db)
  return rows
}

function order(ask: Ask, rank: RawBuilder<unknown>) {
  const direction = ask.descending ? sql`desc` : sql`asc`
  if (ask.sort === 'title') return sql`course.title ${direction}`
  if (ask.sort === 'next') return sql`next.held_on ${direction} nulls last`
  return sql`${rank} desc`
}
