/** Backup and restore of a whole installation. */
export { backUp } from './backup.ts'
export { RestoreRefused, restore } from './restore.ts'
