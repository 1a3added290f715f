/** Documents that people can read on the screen, download, print and edit in Word, from one description. */
export * from './document.ts'
export { buildDocument } from './build-document.ts'
export { DocumentView } from './document-view.tsx'
export { toDocx } from './to-docx.ts'
export { toHtml } from './to-html.tsx'
