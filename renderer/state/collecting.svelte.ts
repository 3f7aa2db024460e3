import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { CollectField, CollectReply, Guide } from '../../preload/contract/collect.ts'
import { download } from './download.ts'

/** Typing is not asked about letter by letter. */
const PAUSE_MS = 180

/** What is typed into the form; jobs and ports with blanks or commas between them. */
export interface Typed {
  jobs: string
  ports: string
  peer: string
  stack: string
  prefix: string
  release: string
  gsktrace: boolean
}

const NOTHING: Typed = { jobs: '', ports: '', peer: '', stack: '', prefix: '', release: '', gsktrace: false }

/** The guide for collecting a trace: the form, and what the engine makes of it. */
export class Collecting {
  open = $state(false)
  typed = $state<Typed>({ ...NOTHING })
  /** The last one that could be made; it stays while a name is being corrected. */
  guide = $state.raw<Guide | undefined>()
  refusals = $state.raw<CollectReply['refusals']>([])
  failure = $state.raw<string | undefined>()
  readonly #engine: EngineClient
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  show(): void {
    this.open = true
    if (!this.guide) void this.#ask()
  }

  /** Something was typed. */
  changed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS)
  }

  clear(): void {
    this.typed = { ...NOTHING }
    void this.#ask()
  }

  refusalsOf(field: CollectField): readonly string[] {
    return this.refusals.filter((one) => one.field === field).map(({ text }) => text)
  }

  save(form: 'text' | 'markdown'): void {
    const { guide } = this
    if (!guide) return
    if (form === 'text') download('collect-tls-trace.txt', [guide.asText], 'text/plain')
    else download('collect-tls-trace.md', [guide.asMarkdown], 'text/markdown')
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    const { jobs, ports, peer, stack, prefix, release, gsktrace } = this.typed
    const reply = await this.#engine.request('collect.guide', {
      jobs: words(jobs),
      ports: words(ports),
      peer,
      stack,
      prefix,
      release,
      gsktrace,
    })
    if (asked !== this.#asked) return
    this.failure = reply.ok ? undefined : reply.message
    if (!reply.ok) return
    this.refusals = reply.value.refusals
    if (reply.value.guide) this.guide = reply.value.guide
  }
}

const words = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== '')
