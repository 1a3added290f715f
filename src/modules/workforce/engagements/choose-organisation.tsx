/** The first of two pages: at which organisation? The second then offers its teams. */
import { z } from 'zod'
import { type PageContext, SelectField, page, problem, redirect } from '#web'
import { organisationsToWorkFor } from './engagement.queries.ts'
import { FormOfPerson } from './form-of-person.tsx'

interface Asked<P> {
  url: string
  params: z.ZodType<P>
  /** The page's title, and where it goes back to. */
  ask: (ctx: PageContext, params: P) => Promise<{ title: string; back: string; intro: string }>
  /** The second page. */
  next: (params: P, organisationId: string) => string
}

export const chooseOrganisationPage = <P,>({ url, params, ask, next }: Asked<P>) =>
  page({
    url,
    access: 'workforce.manage',
    params,
    form: z.object({ organisation: z.uuid('Choose an organisation') }),
    async show(ctx, given) {
      return { ...(await ask(ctx, given)), organisations: await organisationsToWorkFor(ctx) }
    },
    async submit(ctx, given, { organisation }) {
      const offered = await organisationsToWorkFor(ctx)
      if (!offered.some(({ value }) => value === organisation))
        return problem({ organisation: 'Choose an organisation' })
      return redirect(next(given, organisation))
    },
    view: ({ title, back, intro, organisations, form, link }) => (
      <FormOfPerson
        form={form}
        title={title}
        button="Continue"
        back={{ href: link(back), text: 'Go back' }}
        intro={<p class="govuk-body">{intro}</p>}
      >
        <SelectField
          name="organisation"
          label="Organisation"
          hint="Those where you may add people"
          emptyText="Choose an organisation"
          items={organisations}
        />
      </FormOfPerson>
    ),
  })
