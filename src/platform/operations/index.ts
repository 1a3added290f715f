/** Backup and restore of a whole installation. */
export { type BackedUp, backUp } from './backup.ts'
export { RestoreRefused, type Restored, restore } from './restore.ts'
