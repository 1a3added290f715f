import type { Document } from './document.ts'

/**
 * The document as a Word file: headings, lists and tables by Word's own means, so that it can be navigated, restyled and
 * edited. The Word library is loaded when the first file is asked for, as few starts of the service ever need it.
 */
export async function toDocx(document: Document): Promise<Buffer> {
  const { writeDocx } = await import('./docx-file.ts')
  return writeDocx(document)
}
