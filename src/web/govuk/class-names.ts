type Name = string | false | null | undefined

/**
 * Joins the names that apply, in order, with spaces: `classNames('govuk-tag', isNew && 'govuk-tag--green')`.
 * Undefined, and so no attribute at all, when none does. Good for ids in `aria-describedby` too.
 */
export function classNames(...names: Name[]): string | undefined {
  let joined = ''
  for (const name of names) if (name) joined += joined ? ` ${name}` : name
  return joined || undefined
}
