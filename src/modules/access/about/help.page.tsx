import { page } from '#web'
import { type RoleCode, roleCodes, roles } from '../roles.ts'

/** What each role comes here for most, and how to begin. */
const tasks: Record<RoleCode, readonly string[]> = {
  administrator: [
    'Bring in organisations, people and engagements from files: each file is checked before anything changes.',
    'Invite people. For those without e-mail, print the link.',
    'End a role when somebody moves on. Roles that came from a job end with it by themselves.',
  ],
  workforce_lead: [
    'See how the strategy is going, action by action, and say what has been done.',
    'Open any figure to see its numerator, denominator, definition and date.',
    'Write a board paper with today’s figures.',
  ],
  training_coordinator: [
    'Put a course in the catalogue, then give it an event with its sessions.',
    'Take the register on the day. Being there becomes evidence straight away.',
    'Book places for people, also for those without an account.',
  ],
  principal_social_worker: [
    'See who is compliant, due and overdue across the partnership.',
    'Set what is required of which roles, and record an exemption with its reason.',
  ],
  team_manager: [
    'See who in your team is compliant, due and overdue.',
    'Book places for people in your team.',
  ],
  setting_lead: ['See your staff and what training they still need.', 'Book places for them.'],
  hr_officer: [
    'Bring in people and engagements from your HR system’s file, as often as you like: what has not changed stays as it is.',
  ],
  trainer: ['Open your session, see who is booked, and take the register, with those who came unannounced.'],
  finance_lead: ['Follow the figures and the papers that spending rests on.'],
  board_member: ['Read the papers, and open a figure in them to see what it is made of.'],
  participation_lead: [
    'Report progress on the actions that children, young people and families took part in.',
  ],
  practitioner: ['Find a course and book a place.', 'See what you have, what you still need and by when.'],
}

export const helpPage = page({
  url: '/help',
  place: 'installation',
  access: 'anyone',
  async show() {
    return { title: 'Help' }
  },
  view: ({ title }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          The menu shows what your role can open. Lists can be searched, sorted and saved as files. A page
          that has nothing to show yet says what belongs there and how it comes.
        </p>
        <h2 class="govuk-heading-m">If something goes wrong</h2>
        <p class="govuk-body">
          If you cannot sign in,{' '}
          <a class="govuk-link" href="/sign-in/forgotten">
            get a link to choose a new password
          </a>
          . If a page says that there is a problem, it gives a reference: tell it to whoever runs OneWorkforce
          for you. For anything else ask whoever manages accounts in your partnership.
        </p>
        <h2 class="govuk-heading-m">What people do here</h2>
        {roleCodes.map((code) => (
          <>
            <h3 class="govuk-heading-s">{roles[code].name}</h3>
            <ul class="govuk-list govuk-list--bullet">
              {tasks[code].map((task) => (
                <li>{task}</li>
              ))}
            </ul>
          </>
        ))}
      </div>
    </div>
  ),
})
