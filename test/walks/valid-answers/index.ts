import { accessAnswers } from './access.ts'
import { assuranceAnswers } from './assurance.ts'
import { countingAnswers } from './counting.ts'
import { learningAnswers } from './learning.ts'
import { partnershipAnswers } from './partnership.ts'
import { registerAnswers } from './register.ts'
import { sharingAnswers } from './sharing.ts'
import { type Prepare, administrator } from './prepared.ts'

const strategyAnswers: Record<string, Prepare> = {
  '/p/:partnership/strategies/actions/:actionId/report': async (walk) => {
    const action = await walk.add('actions')
    const answers = { rating: 'on_track', text: 'The first workshop was held' }
    return administrator(walk, `/strategies/actions/${action['id']}/report`, answers)
  },
}

/** For every form of the product, by its address, how to have one ready with answers that can be taken. */
export const validAnswers: Record<string, Prepare> = {
  ...registerAnswers,
  ...partnershipAnswers,
  ...assuranceAnswers,
  ...countingAnswers,
  ...learningAnswers,
  ...strategyAnswers,
  ...accessAnswers,
  ...sharingAnswers,
}
