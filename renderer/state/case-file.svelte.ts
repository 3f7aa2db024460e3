import type { EngineClient, Shell } from '../../preload/contract/carrier.ts'
import type { OpenCase } from './case.svelte.ts'
import { readStored, writeStored } from './stored.ts'
import { suggestedCaseFile } from './suggested-case-file.ts'
import type { SavedCopy } from './window-memory.ts'

/** What the dialog for saving shows. */
export interface SaveAs {
  readonly path: string
  /** A case of that name is there. */
  readonly exists: boolean
  readonly problem: string | undefined
}

/** The folder that was saved to last. */
const FOLDER = 'save-folder'

/** The case as a file: saved to one, and joined again with the files that it was made of. The case itself is kept at all times; what is saved is a copy. */
export class CaseFile {
  saveAsOpen = $state.raw<SaveAs | undefined>()
  busy = $state(false)
  /** How the last of these ended, until it is dismissed. */
  told = $state.raw<string | undefined>()
  copy = $state.raw<SavedCopy | undefined>()
  readonly #engine: EngineClient
  readonly #shell: Shell
  readonly #case: OpenCase
  readonly #keepWindow: () => Promise<unknown>

  /** `keepWindow` keeps with the case how the window is: a copy opens as this one looks. */
  constructor(engine: EngineClient, shell: Shell, openCase: OpenCase, keepWindow: () => Promise<unknown>) {
    this.#engine = engine
    this.#shell = shell
    this.#case = openCase
    this.#keepWindow = keepWindow
  }

  /** Another case is open, of which this copy was saved. */
  enter(copy: SavedCopy | undefined): void {
    this.copy = copy
    this.told = undefined
    this.saveAsOpen = undefined
  }

  /** Something was done that a saved copy does not have. */
  fallBehind(): void {
    if (this.copy) this.copy = { ...this.copy, behind: true }
  }

  /** Writes the copy anew, or asks where to. Resolves with whether the case is saved. */
  async save(): Promise<boolean> {
    const { state } = this.#case
    if (state?.named) {
      this.told = `Everything is in ${state.file ?? 'its file'} already: a case is kept at all times.`
      return true
    }
    if (this.copy) return this.write(this.copy.file, true)
    await this.saveAs()
    return false
  }

  async saveAs(): Promise<void> {
    const { state } = this.#case
    if (!state?.open) return
    const path = this.copy?.file ?? suggestedCaseFile(state, readStored(FOLDER))
    if (!this.#shell.pickTarget) {
      this.saveAsOpen = { path, exists: false, problem: undefined }
      return
    }
    const picked = await this.#shell.pickTarget(path.replace(/^.*[/\\]/, ''))
    // The system's dialog has asked before it names a file that is there, under that very name.
    if (picked !== null) await this.write(picked, /\.gskope$/i.test(picked))
  }

  async write(path: string, replace: boolean): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    await this.#keepWindow()
    const result = await this.#engine.request('case.save', { path, replace })
    this.busy = false
    if (!result.ok) this.saveAsOpen = { path, exists: false, problem: result.message }
    else if (!result.value.saved) this.saveAsOpen = { path: result.value.file, exists: true, problem: undefined }
    else {
      const { file } = result.value
      this.saveAsOpen = undefined
      this.copy = { file, behind: false }
      writeStored(FOLDER, file.replace(/[^/\\]*$/, ''))
      this.told = `Saved as ${file}.`
      void this.#case.listRecent()
      return true
    }
    return false
  }

  /** Asks for files, and says which of the sources they are. */
  async locate(): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      const paths = await this.#shell.pickFiles()
      if (paths.length === 0) return
      const result = await this.#engine.request('case.locate', { paths })
      if (!result.ok) {
        this.#case.failure = result.message
        return
      }
      const { located, strangers } = result.value
      await this.#case.refresh()
      const found = located.length > 0 ? `Found ${located.join(', ')}.` : ''
      const other = strangers.length > 0 ? `${strangers.join(', ')}: none of the files that are looked for.` : ''
      this.told = [found, other].filter(Boolean).join(' ')
    } catch (error) {
      this.#case.failure = error instanceof Error ? error.message : String(error)
    } finally {
      this.busy = false
    }
  }

  /** The files are looked for where the case says that they are. */
  async trust(): Promise<void> {
    const result = await this.#engine.request('case.trust', {})
    if (result.ok) this.#case.take(result.value)
    else this.#case.failure = result.message
  }
}
