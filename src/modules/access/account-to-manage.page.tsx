import { z } from 'zod'
import { formatShortDate } from '#platform'
import { BackLink, SummaryList, Table, page } from '#web'
import { accountToManage, grantsOf, isOpenOn } from './grants.queries.ts'
import { overNames } from './over-names.ts'
import { roleName } from './roles.ts'

/** One account, for whoever manages accounts: what it was given, and what can be done about it. */
export const accountToManagePage = page({
  url: '/access/accounts/:accountId',
  access: 'access.manage',
  params: z.object({ accountId: z.uuid() }),

  async show(ctx, { accountId }) {
    const account = await accountToManage(ctx, accountId)
    const nameOf = await overNames(ctx)
    const grants = await grantsOf(ctx, accountId)
    return {
      title: account.displayName,
      account,
      grants: grants.map((grant) => ({
        ...grant,
        over: nameOf(grant),
        isOpen: grant.endedOn === null || grant.endedOn >= ctx.today,
        holds: isOpenOn(grant, ctx.today),
      })),
    }
  },

  view: ({ account, grants, link }) => (
    <>
      <BackLink href={link('/access/accounts')} text="Accounts" />
      <h1 class="govuk-heading-l">{account.displayName}</h1>
      <SummaryList
        rows={[
          { key: { text: 'Signs in by' }, value: { text: account.email ?? account.signInName ?? '' } },
          {
            key: { text: 'Authenticator app' },
            value: { text: account.totpConfirmedAt ? 'Set up' : 'Not set up' },
          },
        ]}
      />
      <div class="govuk-button-group">
        <a
          class="govuk-button"
          href={link(`/access/accounts/${account.id}/give`)}
          role="button"
          draggable={false}
          data-module="govuk-button"
        >
          Give another role
        </a>
        {account.isDemonstration ? null : (
          <a class="govuk-link" href={link(`/access/accounts/${account.id}/reset`)}>
            Help them sign in again
          </a>
        )}
      </div>
      <div class="ow-table-scroll" role="region" aria-label="Roles" tabIndex={0}>
        <Table
          caption="Roles"
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={['Role', 'For', 'From', 'To', 'What you can do'].map((text) => ({ text }))}
          rows={grants.map((grant) => [
            { text: `${roleName(grant.role)}${grant.delegatedFromId ? ' (standing in)' : ''}` },
            { text: grant.over },
            { text: formatShortDate(grant.startedOn) },
            {
              text: grant.endedOn
                ? `${formatShortDate(grant.endedOn)}${grant.isOpen ? '' : ', ended'}`
                : 'Open',
            },
            {
              html: grant.isOpen ? (
                <div class="ow-actions">
                  <a class="govuk-link" href={link(`/access/grants/${grant.id}/end`)}>
                    End
                    <span class="govuk-visually-hidden">
                      {' '}
                      {roleName(grant.role)}, {grant.over}
                    </span>
                  </a>
                  <a class="govuk-link" href={link(`/access/grants/${grant.id}/delegate`)}>
                    Delegate
                    <span class="govuk-visually-hidden">
                      {' '}
                      {roleName(grant.role)}, {grant.over}
                    </span>
                  </a>
                </div>
              ) : (
                'Nothing'
              ),
            },
          ])}
        />
      </div>
    </>
  ),
})
