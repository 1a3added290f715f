import { z } from 'zod'
import {
  Form,
  FormErrorSummary,
  SubmitButton,
  TextArea,
  TextField,
  optionalText,
  page,
  redirect,
  stale,
} from '#web'
import { findSector, saveSectorOverview } from './sector-overview.ts'

/** What a sector faces and can build on, written by those who know it. */
export const describeSectorPage = page({
  url: '/map/sectors/:sectorId/edit',
  access: 'workforce.manage',
  params: z.object({ sectorId: z.uuid() }),
  form: z
    .object({
      _version: z.coerce.number(),
      leftOut: optionalText(),
      challenges: optionalText(),
      opportunities: optionalText(),
      source: optionalText(300),
    })
    .refine((answers) => answers.leftOut + answers.challenges + answers.opportunities !== '', {
      error: 'Write at least one challenge, opportunity, or group that is left out',
      path: ['challenges'],
    }),

  async show(ctx, { sectorId }) {
    const { name, overview } = await findSector(ctx, sectorId)
    const { version, ...values } = overview
    return { title: `What ${name} faces`, version, values, sectorId }
  },

  async submit(ctx, { sectorId }, { _version, ...overview }) {
    await findSector(ctx, sectorId)
    if (!(await saveSectorOverview(ctx, sectorId, _version, overview))) return stale('this sector')
    return redirect(`/map/sectors/${sectorId}`, 'What the sector faces was saved')
  },

  view: ({ title, sectorId, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <Form form={form}>
          <TextArea name="challenges" label="Challenges (optional)" hint="One on each line" rows={6} />
          <TextArea name="opportunities" label="Opportunities (optional)" hint="One on each line" rows={4} />
          <TextArea
            name="leftOut"
            label="Whom the numbers leave out (optional)"
            hint="One group on each line, such as: acute hospital staff"
            rows={3}
          />
          <TextField name="source" label="Where this is from (optional)" width="two-thirds" />
          <SubmitButton preventDoubleClick>Save</SubmitButton>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={link(`/map/sectors/${sectorId}`)}>
            Go back without saving
          </a>
        </p>
      </div>
    </div>
  ),
})
