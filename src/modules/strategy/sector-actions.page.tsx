import { z } from 'zod'
import { found } from '#platform'
import { CheckboxesField, Form, FormErrorSummary, SubmitButton, page, problem, redirect, ticks } from '#web'
import { type ActionForSector, actionsForSector, chooseSectorActions } from './sector-actions.ts'

/** Chooses the actions that answer to what a sector faces. */
export const sectorActionsPage = page({
  url: '/strategies/sectors/:sectorId',
  access: 'strategy.report',
  params: z.object({ sectorId: z.uuid() }),
  form: z.object({ actions: ticks() }),
  async show(ctx, { sectorId }) {
    const { name } = found(
      await ctx.db.selectFrom('sectors').select('name').where('id', '=', sectorId).executeTakeFirst(),
    )
    const actions = await actionsForSector(ctx, sectorId)
    return {
      title: `Actions that answer to ${name}`,
      values: { actions: actions.filter(({ isLinked }) => isLinked).map(({ id }) => id) },
      actions,
      sectorId,
    }
  },
  async submit(ctx, { sectorId }, answers) {
    found(await ctx.db.selectFrom('sectors').select('id').where('id', '=', sectorId).executeTakeFirst())
    const all = new Set((await actionsForSector(ctx, sectorId)).map(({ id }) => id))
    const chosen = [...new Set(answers.actions)]
    if (!chosen.every((id) => all.has(id)))
      return problem({ actions: 'One of the actions is not there any more: choose again' })
    await chooseSectorActions(ctx, sectorId, chosen)
    return redirect(`/map/sectors/${sectorId}`, 'The actions of this sector were saved')
  },
  view: ({ title, actions, sectorId, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {actions.length === 0 ? (
          <div class="govuk-inset-text">
            There are no actions yet. They come with a strategy’s action plan, from a file.
          </div>
        ) : (
          <Form form={form}>
            <CheckboxesField
              name="actions"
              legend="Which actions answer to this sector?"
              hint="They are shown on the sector’s page, with how they go"
              items={actions.map(choice)}
              small
            />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/map/sectors/${sectorId}`)}>
            Go back to the sector
          </a>
        </p>
      </div>
    </div>
  ),
})

const choice = ({ id, number, title }: ActionForSector) => ({ value: id, text: `${number} ${title}` })
