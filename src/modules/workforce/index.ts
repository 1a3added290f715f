import type { Job } from '#platform'
import type { ImportKind } from '#platform/imports/index'
import type { AnyRoute, NavigationItem } from '#web'
import { engagementsImport } from './engagements/import-engagements.ts'
import { peopleImport } from './people/import-people.ts'
import { postsImport } from './posts/import-posts.ts'

export const routes: AnyRoute[] = []
export const navigation: NavigationItem[] = []
export const jobs: Job[] = []
export const importKinds: ImportKind[] = [peopleImport, engagementsImport, postsImport]

export { addRoles } from './roles/roles.ts'
export { bases, type Basis } from './engagements/engagement.ts'
