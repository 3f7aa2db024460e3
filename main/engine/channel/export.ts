import { type Answers, Failure } from '../answer.ts'
import { exportFile } from '../export/export-file.ts'
import type { ExportShelf } from '../export/export-shelf.ts'
import { parseFilter } from '../filter.ts'
import { NotWritten } from '../write-beside.ts'
import { Throttle } from '../throttle.ts'
import type { CaseHolder } from './connection.ts'

/** Windows hear of a long export ten times a second. */
const PROGRESS_MS = 100
/** Connections of a filter that are looked up at once. */
const AT_ONCE = 5_000

/** `export.*`: what is written waits on the shelf until the window has fetched it. */
export function exportAnswers(
  engine: CaseHolder,
  shelf: ExportShelf,
  version: string,
  told: (progress: { readonly done: number; readonly total: number }) => void,
) {
  /** Undefined: all of the case. */
  const idsOf = async (
    connections: readonly number[],
    filter: string,
    signal: AbortSignal | undefined,
  ): Promise<readonly number[] | undefined> => {
    if (connections.length > 0) return [...new Set(connections.map((id) => engine.case.seen.standing(id)))]
    if (filter.trim() === '') return undefined
    const parsed = parseFilter(filter)
    if (!parsed.ok) throw new Failure('invalid', parsed.problem.text)
    const found: number[] = []
    for (;;) {
      const page = await engine.case.list.page(
        { terms: parsed.terms, order: 'start', descending: false, offset: found.length, limit: AT_ONCE },
        signal,
      )
      found.push(...page.ids)
      if (page.ids.length < AT_ONCE) return found
    }
  }
  return {
    'export.make': async ({ form, connections, filter, messages, secrets, redactWith }, signal) => {
      const place = shelf.place(form)
      const latest = { done: 0, total: 0 }
      const throttle = new Throttle(PROGRESS_MS, () => told({ ...latest }))
      try {
        const { summary, told: leftOut } = await exportFile(engine.case, {
          target: place.path,
          form,
          ids: await idsOf(connections, filter, signal),
          secrets: secrets && form === 'pcapng',
          redactWith: redactWith ?? undefined,
          messages: messages && (form === 'csv' || form === 'ndjson'),
          replace: false,
          version,
          progress: (done, total) => {
            Object.assign(latest, { done, total })
            throttle.ask()
          },
          signal,
        })
        const bytes = await shelf.keep(place.export, place.path)
        const name = messages && form !== 'pcapng' && form !== 'pem' ? 'gskope-messages' : 'gskope-export'
        return { export: place.export, name: `${name}.${form}`, bytes, summary, told: [...leftOut] }
      } catch (error) {
        if (error instanceof NotWritten) throw new Failure('failed', error.message)
        throw error
      } finally {
        throttle.stop()
      }
    },
    'export.read': async ({ export: number, offset }) => {
      const bytes = await shelf.read(number, offset)
      if (!bytes) throw new Failure('not-found', 'This export is not there any more: make it again.')
      return { bytes }
    },
    'export.forget': async ({ export: number }) => {
      await shelf.forget(number)
      return {}
    },
  } satisfies Partial<Answers>
}
