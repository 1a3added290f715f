import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Content, HeadingLevel, Maybe, Styled } from './props.ts'
import { translations } from './translations.ts'

export interface AccordionItem {
  heading: Content
  summary?: Content | undefined
  content: Content
  expanded?: boolean | undefined
}

export interface AccordionProps extends Styled {
  id: string
  items: readonly Maybe<AccordionItem>[]
  headingLevel?: HeadingLevel | undefined
  rememberExpanded?: boolean | undefined
  hideAllSectionsText?: string | undefined
  hideSectionText?: string | undefined
  hideSectionAriaLabelText?: string | undefined
  showAllSectionsText?: string | undefined
  showSectionText?: string | undefined
  showSectionAriaLabelText?: string | undefined
}

export const Accordion = (props: AccordionProps) => (
  <div
    class={classNames('govuk-accordion', props.classes)}
    data-module="govuk-accordion"
    id={props.id}
    {...translations({
      'hide-all-sections': props.hideAllSectionsText,
      'hide-section': props.hideSectionText,
      'hide-section-aria-label': props.hideSectionAriaLabelText,
      'show-all-sections': props.showAllSectionsText,
      'show-section': props.showSectionText,
      'show-section-aria-label': props.showSectionAriaLabelText,
    })}
    data-remember-expanded={props.rememberExpanded}
    {...props.attributes}
  >
    {props.items.map(
      (item, index) =>
        item && <Section {...item} id={props.id} number={index + 1} headingLevel={props.headingLevel} />,
    )}
  </div>
)

type SectionProps = AccordionItem & Pick<AccordionProps, 'id' | 'headingLevel'> & { number: number }

function Section({ heading, summary, content, expanded, id, number, headingLevel = 2 }: SectionProps) {
  const Heading = `h${headingLevel}` as const
  const summaryContent = contentOf(summary)
  return (
    <div class={classNames('govuk-accordion__section', expanded && 'govuk-accordion__section--expanded')}>
      <div class="govuk-accordion__section-header">
        <Heading class="govuk-accordion__section-heading">
          <span class="govuk-accordion__section-button" id={`${id}-heading-${number}`}>
            {contentOf(heading)}
          </span>
        </Heading>
        {summaryContent && (
          <div class="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${number}`}>
            {summaryContent}
          </div>
        )}
      </div>
      <div id={`${id}-content-${number}`} class="govuk-accordion__section-content">
        {content.html || (content.text && <p class="govuk-body">{content.text}</p>)}
      </div>
    </div>
  )
}
