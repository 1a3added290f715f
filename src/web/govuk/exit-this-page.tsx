import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { ContentWithChildren, Styled } from './props.ts'
import { translations } from './translations.ts'

export interface ExitThisPageProps extends ContentWithChildren, Styled {
  redirectUrl?: string | undefined
  id?: string | undefined
  activatedText?: string | undefined
  timedOutText?: string | undefined
  pressTwoMoreTimesText?: string | undefined
  pressOneMoreTimeText?: string | undefined
}

export const ExitThisPage = (props: ExitThisPageProps) => (
  <div
    id={props.id}
    class={classNames('govuk-exit-this-page', props.classes)}
    data-module="govuk-exit-this-page"
    {...props.attributes}
    {...translations({
      activated: props.activatedText,
      'timed-out': props.timedOutText,
      'press-two-more-times': props.pressTwoMoreTimesText,
      'press-one-more-time': props.pressOneMoreTimeText,
    })}
  >
    <Button
      classes="govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"
      href={props.redirectUrl || 'https://www.bbc.co.uk/weather'}
      attributes={{ rel: 'nofollow noreferrer' }}
    >
      {contentOf(props) || (
        <>
          <span class="govuk-visually-hidden">Emergency</span> Exit this page
        </>
      )}
    </Button>
  </div>
)
