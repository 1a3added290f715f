import { page } from '#web'

export const privacyPage = page({
  url: '/privacy',
  place: 'installation',
  access: 'anyone',
  async show() {
    return { title: 'Privacy notice' }
  },
  view: ({ title }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          OneWorkforce helps a local authority and its partners to develop the people who work with children.
          Your employer and the partnership decide what is kept about you and answer for it. Their own privacy
          notices say who they are and how to reach their data protection officers.
        </p>

        <h2 class="govuk-heading-m">What is kept about you</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>your name, work e-mail address, and registration numbers that your work needs</li>
          <li>where you work, in what role, and from when to when</li>
          <li>training you booked and came to, and what you still need</li>
          <li>how you sign in, and a history of what was changed or looked at, by whom and when</li>
        </ul>
        <p class="govuk-body">
          Your password is kept so that nobody can read it. What a DBS certificate says, and records about
          children, do not belong here.
        </p>

        <h2 class="govuk-heading-m">Why, and on what basis</h2>
        <p class="govuk-body">
          To make sure that people who work with children are trained and supported, and to plan the
          workforce. For public authorities this is a task in the public interest (UK GDPR article 6(1)(e)).
          Your employer may also rely on its contract with you, on a legal duty or, outside the public sector,
          on its legitimate interests.
        </p>

        <h2 class="govuk-heading-m">Who sees it</h2>
        <p class="govuk-body">
          You see your own record. Your manager sees their team’s, the head of a setting its staff’s, and
          those who run training and workforce development what their role needs. Other partnerships that use
          the same installation see nothing. Nothing is sold, and nothing is sent to advertisers.
        </p>

        <h2 class="govuk-heading-m">How long</h2>
        <p class="govuk-body">
          As long as your employer’s and the partnership’s retention schedules say. What is kept to stop
          people guessing passwords is deleted after a day or two, and never holds your name or address in
          readable form.
        </p>

        <h2 class="govuk-heading-m">Your rights</h2>
        <p class="govuk-body">
          You can ask to see what is kept about you, to have mistakes put right, and to object. Ask your
          employer first. If you are not happy with the answer, you can complain to the Information
          Commissioner’s Office.
        </p>
      </div>
    </div>
  ),
})
