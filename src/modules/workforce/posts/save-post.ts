/** Adds a post, corrects it, changes its funding from a day, or ends it. What it said before is kept. */
import { type Context, type LocalDate, addDays, newId, record } from '#platform'
import { newReference } from '../engagements/reference.ts'
import type { PostLine } from './posts.queries.ts'

export interface PostFacts {
  organisationId: string
  teamId: string | null
  roleId: string
  fte: number
  fundedFrom: LocalDate
  fundedTo: LocalDate | null
}

export async function addPost(ctx: Context, facts: PostFacts): Promise<string> {
  const id = newId()
  const ref = newReference('POST')
  await ctx.db
    .insertInto('posts')
    .values({ ...facts, id, partnershipId: ctx.partnership.id, ref })
    .execute()
  await record(
    ctx,
    'workforce.post-added',
    { type: 'post', id },
    { ref, fte: facts.fte, from: facts.fundedFrom },
  )
  return id
}

/** False when the post has changed since this version. */
export async function correctPost(
  ctx: Context,
  id: string,
  version: number,
  facts: PostFacts,
): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('posts')
    .set((e) => ({ ...facts, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return false
  await record(ctx, 'workforce.post-corrected', { type: 'post', id }, { fte: facts.fte, to: facts.fundedTo })
  return true
}

/** The post ends the day before, and another with the new funding follows it. Null when it has changed since. */
export async function changePost(
  ctx: Context,
  post: PostLine,
  version: number,
  { from, fte }: { from: LocalDate; fte: number },
): Promise<string | null> {
  const { organisationId, teamId, roleId, fundedFrom, fundedTo } = post
  const facts = { organisationId, teamId, roleId, fte: post.fte, fundedFrom }
  if (!(await correctPost(ctx, post.id, version, { ...facts, fundedTo: addDays(from, -1) }))) return null
  return addPost(ctx, { ...facts, fte, fundedFrom: from, fundedTo })
}
