import { CannotStart } from '#platform/cannot-start'
import { loadEnvironment } from '#platform/settings'
import { serve } from './serve.ts'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

try {
  loadEnvironment()
  await serve(process.env, say)
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
