// Imported before anything else, so that a Node that is too old is told in a sentence and not by a syntax error.
const oldest = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `OneWorkforce needs Node.js ${oldest.join('.')} or later, and this is ${process.versions.node}: install Node.js 24.\n`,
  )
  process.exit(1)
}
