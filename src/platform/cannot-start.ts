/**
 * A reason why OneWorkforce cannot start or carry on that the person at the keyboard can mend: a taken port, an
 * unwritable folder, a wrong setting. Its message is one plain sentence, or several, each on its own line; print
 * it alone, without the stack.
 */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
