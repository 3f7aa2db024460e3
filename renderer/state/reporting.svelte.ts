import type { EngineClient, Shell } from '../../preload/contract/carrier.ts'
import type { ReportReply, ReportRequest, ReportSection } from '../../preload/contract/report.ts'
import { REPORT_SECTIONS } from '../../preload/contract/report-section.ts'
import { download } from './download.ts'
import { redactionKey } from './redaction-key.ts'

/** Typing and ticking is not asked about one by one. */
const PAUSE_MS = 250

export type ReportFormat = Exclude<ReportRequest['as'], 'preview'>

export const REPORT_FORMATS: readonly {
  readonly as: ReportFormat
  readonly title: string
  readonly ending: string
  readonly type: string
}[] = [
  { as: 'html', title: 'HTML', ending: 'html', type: 'text/html' },
  { as: 'pdf', title: 'PDF', ending: 'pdf', type: 'application/pdf' },
  { as: 'markdown', title: 'Markdown', ending: 'md', type: 'text/markdown' },
  { as: 'json', title: 'JSON', ending: 'json', type: 'application/json' },
]

/** Which connections, and which two beside each other: chosen in the view. */
export type Subject = Pick<ReportRequest, 'filter' | 'comparison'> & { readonly connections: readonly number[] }

/** Where a written report is: a file, or what the browser was handed. */
export interface WrittenReport {
  readonly name: string
  /** Null: the browser has it. */
  readonly file: string | null
  readonly bytes: number
}

/** A report before it leaves: what it is to hold, how it would look, and writing it. */
export class Reporting {
  open = $state(false)
  title = $state('')
  author = $state('')
  redact = $state(false)
  format = $state<ReportFormat>('html')
  /** Where a page writes to; a desktop shell asks. Empty: the browser's downloads. */
  path = $state('')
  sections = $state<Record<ReportSection, boolean>>(
    Object.fromEntries(REPORT_SECTIONS.map((section) => [section, true])) as Record<ReportSection, boolean>,
  )
  preview = $state.raw<ReportReply | undefined>()
  /** The preview is not yet what was asked for last. */
  stale = $state(false)
  /** Why there is no preview. */
  trouble = $state.raw<string | undefined>()
  writing = $state(false)
  /** Connections that were read of those told in full; 0 of 0 before the first word. */
  progress = $state.raw<{ readonly done: number; readonly total: number }>({ done: 0, total: 0 })
  written = $state.raw<WrittenReport | undefined>()
  failure = $state.raw<string | undefined>()
  /** A file that is there already, and that may be replaced if the user says so. */
  taken = $state.raw<string | undefined>()
  readonly #engine: EngineClient
  readonly #shell: Shell
  /** Pseudonyms of the preview are those of the file. */
  #key = ''
  #subject: Subject = { connections: [], filter: '', comparison: null }
  #timer: ReturnType<typeof setTimeout> | undefined
  #looking: AbortController | undefined
  #abort: AbortController | undefined

  constructor(engine: EngineClient, shell: Shell) {
    this.#engine = engine
    this.#shell = shell
  }

  /** Listens; returns the function that stops. */
  start(): () => void {
    return this.#engine.on('report.progress', (progress) => {
      if (this.writing || this.stale) this.progress = progress
    })
  }

  show(): void {
    this.#key = redactionKey()
    this.preview = this.written = this.failure = this.taken = undefined
    this.open = true
  }

  close(): void {
    this.open = false
    clearTimeout(this.#timer)
    this.#looking?.abort()
    this.#abort?.abort()
    this.preview = undefined
  }

  /** Something is another: the preview follows when the hands rest. */
  look(subject: Subject): void {
    this.#subject = subject
    this.stale = true
    this.written = this.failure = this.taken = undefined
    clearTimeout(this.#timer)
    this.#looking?.abort()
    this.#timer = setTimeout(() => void this.#look(), this.preview ? PAUSE_MS : 0)
  }

  stop(): void {
    this.#abort?.abort()
  }

  /** Writes it where the user says. */
  async save(replace = false): Promise<void> {
    if (this.writing) return
    const format = REPORT_FORMATS.find(({ as }) => as === this.format)
    if (!format) return
    const name = `gskope-report.${format.ending}`
    this.written = this.failure = this.taken = undefined
    // The system's dialog has asked whether a file may be replaced.
    const picked = this.#shell.pickTarget && (await this.#shell.pickTarget(name))
    if (picked === null) return
    const path = picked ?? this.path.trim()
    const abort = (this.#abort = new AbortController())
    this.writing = true
    this.progress = { done: 0, total: 0 }
    if (path === '') await this.#hand(name, format.type, abort.signal)
    else await this.#write(path, picked !== undefined || replace, abort.signal)
    this.writing = false
  }

  async #write(path: string, replace: boolean, signal: AbortSignal): Promise<void> {
    const reply = await this.#engine.request('report.save', { ...this.#wish(), as: this.format, path, replace }, signal)
    if (!reply.ok) this.#failed(reply)
    else if (reply.value.saved)
      this.written = { name: reply.value.file, file: reply.value.file, bytes: reply.value.bytes }
    else this.taken = reply.value.file
  }

  async #hand(name: string, type: string, signal: AbortSignal): Promise<void> {
    const reply = await this.#engine.request('report.make', { ...this.#wish(), as: this.format }, signal)
    if (!reply.ok) return this.#failed(reply)
    const { content } = reply.value
    const file = new Blob([typeof content === 'string' ? content : Uint8Array.from(content)], { type })
    download(name, [file], type)
    this.written = { name, file: null, bytes: file.size }
  }

  #failed({ code, message }: { readonly code: string; readonly message: string }): void {
    this.failure = code === 'aborted' ? 'Stopped: nothing was written.' : message
  }

  async #look(): Promise<void> {
    const abort = (this.#looking = new AbortController())
    this.progress = { done: 0, total: 0 }
    const reply = await this.#engine.request('report.make', { ...this.#wish(), as: 'preview' }, abort.signal)
    if (abort.signal.aborted) return
    this.stale = false
    this.trouble = reply.ok ? undefined : reply.message
    if (reply.ok) this.preview = reply.value
  }

  #wish(): Omit<ReportRequest, 'as'> {
    const { connections, filter, comparison } = this.#subject
    const given = (text: string): string | null => (text.trim() === '' ? null : text.trim())
    return {
      connections: [...connections],
      filter,
      comparison: this.sections.comparison ? comparison : null,
      sections: REPORT_SECTIONS.filter((section) => this.sections[section]),
      title: given(this.title),
      author: given(this.author),
      redactWith: this.redact ? this.#key : null,
    }
  }
}
