import { formatDate } from '#platform'
import { Tag } from '#web'
import { type Contact, type Freshness, freshnesses } from './contact.ts'

const colours: Record<Freshness, string> = {
  confirmed: 'green',
  due: 'yellow',
  overdue: 'orange',
  unreachable: 'red',
}

export const FreshnessTag = ({ freshness }: { freshness: Freshness }) => (
  <Tag text={freshnesses[freshness]} classes={`govuk-tag--${colours[freshness]} ow-nowrap`} />
)

/** When the details were last confirmed, in words. */
export const confirmedInWords = ({ confirmedOn }: Pick<Contact, 'confirmedOn'>) =>
  confirmedOn ? formatDate(confirmedOn) : 'Never'
