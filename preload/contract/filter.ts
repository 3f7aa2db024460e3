import { z } from 'zod'

/** A filter line that somebody named to have it again, in whichever case. */
export const SavedFilter = z.object({
  name: z.string().trim().min(1).max(80),
  filter: z.string().trim().min(1).max(2_000),
})

export const SavedFilters = z.array(SavedFilter)

/** In place of one of that name; `at` is where a new one goes, counted from 0, or the end. */
export const SaveFilterRequest = z.strictObject({ ...SavedFilter.shape, at: z.int().min(0).nullable() })

export const RenameFilterRequest = z.strictObject({ name: z.string().max(80), to: SavedFilter.shape.name })

export const DeleteFilterRequest = z.strictObject({ name: z.string().max(80) })

export type SavedFilter = z.infer<typeof SavedFilter>
