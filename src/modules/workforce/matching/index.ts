/** Likely duplicates, merging and its undoing. */
import type { AnyRoute } from '#web'
import { matchPage } from './match.page.tsx'
import { matchesPages } from './matches.page.tsx'
import { mergePage } from './merge.page.tsx'

export const matchingRoutes: AnyRoute[] = [...matchesPages, matchPage, mergePage]
