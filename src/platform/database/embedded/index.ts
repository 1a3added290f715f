export { openEmbedded, type EmbeddedDatabase } from './open-embedded.ts'
