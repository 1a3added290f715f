import { formatDate } from '#platform'
import { BackLink, Form, InsetText, SubmitButton, page, redirect } from '#web'
import {
  type MayRelease,
  fewestNewAnswers,
  mayRelease,
  releaseProfile,
  threshold,
} from './release-profile.ts'

const home = '/figures/equality'

/** Where whoever is responsible releases the profile as it stands today. */
export const releaseProfilePage = page({
  url: `${home}/release`,
  access: 'equality.release',
  async show(ctx) {
    return { title: 'Release the equality profile', may: await mayRelease(ctx) }
  },
  async submit(ctx) {
    const may = await releaseProfile(ctx)
    return redirect(home, may.may ? 'The profile was released' : inWords(may))
  },
  view: ({ title, may, form, link }) => (
    <>
      <BackLink href={link(home)} text="Equality profile" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            Everybody who works in the partnership today is counted once, in the sector of their largest job.
            Counts under {threshold} are withheld, and as many others as it takes that nobody can work them
            out. Only what is released is kept.
          </p>
          {may.may ? (
            <Form form={form}>
              <SubmitButton preventDoubleClick>Release the profile</SubmitButton>
            </Form>
          ) : (
            <InsetText text={inWords(may)} />
          )}
        </div>
      </div>
    </>
  ),
})

function inWords(may: Exclude<MayRelease, { may: true }>): string {
  return may.because === 'too-soon'
    ? `A profile was released lately. The next can be released from ${formatDate(may.from)}, so that comparing the two tells nothing of single people.`
    : `${may.answered} people have answered since the last profile. At least ${fewestNewAnswers} must have, so that comparing the two tells nothing of single people.`
}
