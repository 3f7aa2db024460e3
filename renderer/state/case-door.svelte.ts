import type { Shell } from '../../preload/contract/carrier.ts'
import type { CaseFile } from './case-file.svelte.ts'
import type { OpenCase } from './case.svelte.ts'
import { Leaving } from './leaving.svelte.ts'

export interface Upload {
  readonly sentBytes: number
  readonly totalBytes: number
}

/** What the door needs of the rest of the window. */
export interface DoorPlace {
  readonly case: OpenCase
  readonly file: CaseFile
  /** A note that was begun and not saved. */
  readonly begunNote: () => string | undefined
  /** Keeps with the case that is left how the window is. */
  readonly keepWindow: () => Promise<unknown>
  readonly changed: () => void
}

/** Characters of a note that are told. */
const MOST_TOLD = 60

/** The ways into a case and out of it. Nothing is left behind unasked. */
export class CaseDoor {
  readonly leaving = new Leaving()
  upload = $state.raw<Upload | undefined>()
  readonly #shell: Shell
  readonly #place: DoorPlace

  constructor(shell: Shell, place: DoorPlace) {
    this.#shell = shell
    this.#place = place
  }

  /** Adds files to the open case, or opens another one. */
  async openPaths(paths: readonly string[]): Promise<void> {
    const { state } = this.#place.case
    const isAnother = paths.length === 1 && /\.gskope$/i.test(paths[0] ?? '') && paths[0] !== state?.file
    if (paths.length === 0 || ((isAnother || state?.example) && !(await this.#leave()))) return
    await this.#place.case.open(paths)
    this.#place.changed()
  }

  async openExample(): Promise<void> {
    if (!(await this.#leave())) return
    await this.#place.case.openExample()
    this.#place.changed()
  }

  async close(): Promise<void> {
    if (!(await this.#leave())) return
    await this.#place.case.close()
    this.#place.changed()
  }

  async pickFiles(): Promise<void> {
    await this.#withFiles(this.#shell.pickFiles())
  }

  async openDropped(dropped: Promise<readonly File[]>): Promise<void> {
    await this.#withFiles(
      dropped.then((files) =>
        this.#shell.pathsOf(files, (sentBytes, totalBytes) => (this.upload = { sentBytes, totalBytes })),
      ),
    )
  }

  /** Resolves with false where the user stays. */
  async #leave(): Promise<boolean> {
    const { case: open, file, begunNote, keepWindow } = this.#place
    if (!open.state?.open) return true
    const note = begunNote()
    const behind = file.copy?.behind ?? false
    const reasons = [
      ...(behind ? [`${file.copy?.file ?? 'The saved copy'} does not have the last notes, joins and splits.`] : []),
      ...(note === undefined
        ? []
        : [`A note was begun and not saved: “${note.length > MOST_TOLD ? `${note.slice(0, MOST_TOLD)}…` : note}”`]),
    ]
    const choice = await this.leaving.ask(reasons, behind)
    if (choice === 'stay' || (choice === 'save' && !(await file.save()))) return false
    await keepWindow()
    return true
  }

  async #withFiles(paths: Promise<string[]>): Promise<void> {
    try {
      await this.openPaths(await paths)
    } catch (error) {
      this.#place.case.failure = error instanceof Error ? error.message : String(error)
    } finally {
      this.upload = undefined
    }
  }
}
