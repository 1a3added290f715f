/** One post: what it is, its group's vacancy, and the pages that add, correct, change and end it. */
import { z } from 'zod'
import { formatDate, printNumber } from '#platform'
import {
  DateField,
  SummaryList,
  TextField,
  dateAnswered,
  dateParts,
  dateValues,
  mayOpen,
  page,
  problem,
  redirect,
  stale,
} from '#web'
import { chooseOrganisationPage } from '../engagements/choose-organisation.tsx'
import { findOrganisationToWorkFor } from '../engagements/engagement.queries.ts'
import { FormOfPerson } from '../engagements/form-of-person.tsx'
import { termsChoices } from '../engagements/terms-form.tsx'
import { PostFields, fteAnswer, postAnswered, postAnswers } from './post-form.tsx'
import { findPost } from './posts.queries.ts'
import { addPost, changePost, correctPost } from './save-post.ts'

const params = z.object({ postId: z.uuid() })

export const postPage = page({
  url: '/posts/:postId',
  access: 'workforce.see',
  params,
  async show(ctx, { postId }) {
    const post = await findPost(ctx, postId)
    return { title: `Post ${post.ref}`, post }
  },
  view: ({ title, post, visitor, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        <SummaryList
          rows={[
            row('Role', post.role),
            row('Team', post.team ?? 'No team'),
            row('Organisation', post.organisation ?? 'Closed'),
            row('Full-time equivalent', String(post.fte)),
            row('Funded from', formatDate(post.fundedFrom)),
            row('Funded until', post.fundedTo ? formatDate(post.fundedTo) : 'It goes on'),
          ]}
        />
        {mayOpen('workforce.manage', visitor) ? (
          <p class="govuk-body">
            <a class="govuk-link" href={link(`/posts/${post.id}/change`)}>
              Change what is funded from a day
            </a>
            {' · '}
            <a class="govuk-link" href={link(`/posts/${post.id}/edit`)}>
              Correct it, or say when it ends
            </a>
          </p>
        ) : null}
        <p class="govuk-body">
          <a
            class="govuk-link"
            href={link(
              `/vacancies?organisation=${post.organisationId}&role=${encodeURIComponent(post.role)}`,
            )}
          >
            Vacancies of this role here
          </a>
        </p>
      </div>
    </div>
  ),
})

const row = (key: string, text: string) => ({ key: { text: key }, value: { text } })

export const wherePostPage = chooseOrganisationPage({
  url: '/posts/new',
  params: z.object({}),
  ask: async () => ({
    title: 'Which organisation funds the post?',
    back: '/posts',
    intro: 'A post is a funded place for a role in a team, filled or not. For many at once, bring in a file.',
  }),
  next: (_params, organisationId) => `/posts/new/${organisationId}`,
})

export const newPostPage = page({
  url: '/posts/new/:organisationId',
  access: 'workforce.manage',
  params: z.object({ organisationId: z.uuid() }),
  form: z.object(postAnswers),
  async show(ctx, { organisationId }) {
    const { name } = await findOrganisationToWorkFor(ctx, organisationId)
    return { title: `Add a post at ${name}`, choices: await termsChoices(ctx, organisationId) }
  },
  async submit(ctx, { organisationId }, answers) {
    await findOrganisationToWorkFor(ctx, organisationId)
    const facts = postAnswered(answers, organisationId, await termsChoices(ctx, organisationId))
    if ('problem' in facts) return problem(facts.problem)
    return redirect(`/posts/${await addPost(ctx, facts)}`, 'The post is added')
  },
  view: ({ title, choices, form, link }) => (
    <FormOfPerson form={form} title={title} button="Add the post" back={{ href: link('/posts') }}>
      <PostFields choices={choices} />
    </FormOfPerson>
  ),
})

export const editPostPage = page({
  url: '/posts/:postId/edit',
  access: 'workforce.manage',
  params,
  form: z.object({ _version: z.coerce.number(), ...postAnswers }),
  async show(ctx, { postId }) {
    const post = await findPost(ctx, postId)
    return {
      title: `Correct post ${post.ref}`,
      version: post.version,
      values: {
        role: post.roleId,
        team: post.teamId ?? '',
        fte: String(post.fte),
        ...dateValues('fundedFrom', post.fundedFrom),
        ...dateValues('fundedTo', post.fundedTo),
      },
      postId,
      choices: await termsChoices(ctx, post.organisationId),
    }
  },
  async submit(ctx, { postId }, answers) {
    const { organisationId } = await findPost(ctx, postId)
    const facts = postAnswered(answers, organisationId, await termsChoices(ctx, organisationId))
    if ('problem' in facts) return problem(facts.problem)
    if (!(await correctPost(ctx, postId, answers._version, facts))) return stale('this post')
    return redirect(`/posts/${postId}`, 'The post is saved')
  },
  view: ({ title, postId, choices, form, link }) => (
    <FormOfPerson form={form} title={title} button="Save" back={{ href: link(`/posts/${postId}`) }}>
      <PostFields choices={choices} />
    </FormOfPerson>
  ),
})

export const changePostPage = page({
  url: '/posts/:postId/change',
  access: 'workforce.manage',
  params,
  form: z.object({ _version: z.coerce.number(), fte: fteAnswer, ...dateParts('from') }),
  async show(ctx, { postId }) {
    const post = await findPost(ctx, postId)
    return { title: `What is funded for post ${post.ref}?`, version: post.version, post }
  },
  async submit(ctx, { postId }, answers) {
    const post = await findPost(ctx, postId)
    const from = dateAnswered(answers, 'from')
    if ('problem' in from) return problem({ from: from.problem })
    if (!from.date) return problem({ from: 'Enter the day from which this is funded' })
    if (from.date <= post.fundedFrom || (post.fundedTo && from.date > post.fundedTo))
      return problem({
        from: 'The day must be after the first and not after the last: correct the post instead',
      })
    const id = await changePost(ctx, post, answers._version, { from: from.date, fte: Number(answers.fte) })
    if (!id) return stale('this post')
    return redirect(`/posts/${id}`, `${answers.fte} is funded from ${formatDate(from.date)}`)
  },
  view: ({ title, post, form, link }) => (
    <FormOfPerson
      form={form}
      title={title}
      button="Save the change"
      back={{ href: link(`/posts/${post.id}`) }}
      intro={
        <p class="govuk-body">
          {printNumber(post.fte, 1)} {post.role} since {formatDate(post.fundedFrom)}. The post ends the day
          before, and another with the new funding follows it, so vacancies of the past stay as they were.
        </p>
      }
    >
      <DateField name="from" legend="From which day?" hint="For example, 1 4 2027" />
      <TextField name="fte" label="Full-time equivalent from that day" width={5} />
    </FormOfPerson>
  ),
})
