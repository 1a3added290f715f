import { sql } from 'kysely'
import type { Context } from '#platform'
import { type ImportKind, ImportRefused } from '#platform/imports/index'

const itsOwn =
  'keeps its own register: it looks after its people itself, or shares them by name under an agreement'

/**
 * A kind of file as somebody may bring it in who has a role over the whole partnership: rows about people and jobs of a
 * register that its organisation keeps to itself are refused, before anything of them is shown.
 *
 * @throws ImportRefused by its check, when the file is to be complete for such an organisation
 */
export function sharedOnly(kind: ImportKind, completeFor: string | null): ImportKind {
  return {
    ...kind,
    async check(ctx, staged) {
      await refuseComplete(ctx, completeFor)
      await kind.check?.(ctx, staged)
      if (kind.name === 'people')
        await staged.refuse(
          'person_ref',
          sql`'“' || person_ref || '” is of somebody whose employer keeps the register: ask them to correct it'`,
          sql`before is not null
            and exists (select from engagements e where e.partnership_id = app.partnership() and e.person_id = staged.id)
            and not exists (select from engagements e where e.partnership_id = app.partnership()
              and e.person_id = staged.id and e.organisation_id <> all (app.find_withheld()))`,
        )
      if (kind.name === 'engagements')
        await staged.refuse(
          'organisation_ref',
          sql`'“' || organisation_ref || '” ' || ${itsOwn}::text`,
          sql`exists (select from organisations o where o.partnership_id = app.partnership()
            and o.ref = staged.organisation_ref and o.id = any (app.find_withheld()))`,
        )
    },
  }
}

async function refuseComplete(ctx: Context, completeFor: string | null): Promise<void> {
  if (!completeFor) return
  const { rows } = await sql`select from organisations o where o.partnership_id = app.partnership()
    and o.ref = ${completeFor} and o.id = any (app.find_withheld())`.execute(ctx.db)
  if (rows.length > 0) throw new ImportRefused(`${completeFor} ${itsOwn}`)
}
