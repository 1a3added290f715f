/** Something the person at the keyboard can mend: shown as its sentence alone, and the command ends with 1. */
export class Sorry extends Error {}

/** Runs a command of the project. What a person can mend, also when the service itself says it, comes without a stack. */
export async function command(work) {
  try {
    await work()
  } catch (error) {
    const isPlain = error instanceof Sorry || ['CannotStart', 'SettingError'].includes(error?.name)
    process.stderr.write(`${isPlain ? error.message : (error?.stack ?? error)}\n`)
    process.exitCode = 1
  }
}
