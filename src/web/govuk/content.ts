import type { ContentWithChildren, Markup } from './props.ts'

/** What to print: the children, else `html`, else `text`. */
export function contentOf(content: ContentWithChildren | undefined): Markup {
  return content && (content.children ?? (content.html || content.text))
}
