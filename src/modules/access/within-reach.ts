import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PageContext } from '#web'

/**
 * A condition: only what is over organisations and teams for which the visitor manages accounts. The table has
 * `organisation_id` and `team_id`.
 */
export function withinReach({ visitor }: PageContext): RawBuilder<SqlBool> {
  const held = visitor.can('access.manage')
  if (!held) return sql<SqlBool>`false`
  if (held.everyone) return sql<SqlBool>`true`
  const organisations = `{${held.organisations.join(',')}}`
  const teams = `{${held.teams.join(',')}}`
  return sql<SqlBool>`(organisation_id = any (${organisations}::uuid[]) or team_id = any (${teams}::uuid[])
    or team_id in (select t.id from teams t where t.organisation_id = any (${organisations}::uuid[])))`
}

/** A pattern that finds the text anywhere; signs that mean something in a pattern are looked for as they are. */
export function likeText(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}
