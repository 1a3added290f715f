import { backupCommand } from './backup.ts'
import { benchCommand } from './bench.ts'
import type { Command } from './command.ts'
import { complianceCommand } from './compliance.ts'
import { demoCommand } from './demo.ts'
import { historyCommand } from './history.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { partnershipCommand } from './partnership.ts'
import { reportCommand } from './report.ts'
import { restoreCommand } from './restore.ts'
import { serveCommand } from './serve.ts'

/** Every command, in the order that help lists them. */
export const commands: Command[] = [
  serveCommand,
  migrateCommand,
  demoCommand,
  partnershipCommand,
  importCommand,
  complianceCommand,
  reportCommand,
  historyCommand,
  backupCommand,
  restoreCommand,
  benchCommand,
]
