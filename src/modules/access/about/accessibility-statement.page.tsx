import { page } from '#web'

/**
 * In the model form of Commission Implementing Decision (EU) 2018/1523, which the Public Sector Bodies (Websites and Mobile
 * Applications) (No. 2) Accessibility Regulations 2018 (SI 2018/952), regulation 8, still ask for.
 */
export const accessibilityStatementPage = page({
  url: '/accessibility-statement',
  place: 'installation',
  access: 'anyone',
  async show(ctx) {
    return { title: 'Accessibility statement', address: ctx.services.settings.publicUrl ?? null }
  },
  view: ({ title, address }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          This statement is about OneWorkforce{address ? ` at ${address}` : ''}. We want as many people as
          possible to be able to use it. You should be able to:
        </p>
        <ul class="govuk-list govuk-list--bullet">
          <li>use every page with a keyboard only, and without JavaScript</li>
          <li>zoom in to 400% without text running off the screen</li>
          <li>read every chart as a table</li>
          <li>paste passwords and codes, and let a password manager fill them in</li>
          <li>listen to most of it with a screen reader</li>
        </ul>

        <h2 class="govuk-heading-m">How accessible it is</h2>
        <p class="govuk-body">
          We know of no page that fails. But nobody outside the project has audited it yet, and it has not
          been tested with people who use assistive technology, so there may be failures that we do not know
          of.
        </p>

        <h2 class="govuk-heading-m">Feedback and contact</h2>
        <p class="govuk-body">
          If you need something from here in another format, or find a page that you cannot use, tell whoever
          manages accounts in your partnership. Say which page it was and what you use.
        </p>

        <h2 class="govuk-heading-m">Enforcement procedure</h2>
        <p class="govuk-body">
          The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and
          Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we answer
          you, contact the Equality Advisory and Support Service (EASS).
        </p>

        <h2 class="govuk-heading-m">Technical information</h2>
        <h3 class="govuk-heading-s">Compliance status</h3>
        <p class="govuk-body">
          It is meant to comply with the Web Content Accessibility Guidelines version 2.2, level AA. Until it
          has been audited we call it <strong>partially compliant</strong>, for the reason above.
        </p>
        <h3 class="govuk-heading-s">Content that is not accessible</h3>
        <p class="govuk-body">
          Files that people bring in or attach are as accessible as whoever made them made them. We claim no
          disproportionate burden.
        </p>

        <h2 class="govuk-heading-m">How it was tested</h2>
        <p class="govuk-body">
          Automated checks (axe-core) look at its pages in a browser each time OneWorkforce is changed. They
          find only some kinds of failure. It was prepared on 22 November 2026 from the project’s own tests,
          and is looked at again with each version.
        </p>
      </div>
    </div>
  ),
})
