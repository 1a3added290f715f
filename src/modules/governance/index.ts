import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'

export const routes: AnyRoute[] = []
export const navigation: NavigationItem[] = []
export const jobs: Job[] = []
