import { SourceText } from '../ingest/source-text.ts'

/** Open at a time: a window shows one, somebody who compares goes between two or three. */
const MAX_OPEN = 4

/** The sources whose lines are looked at. Those that were looked at last stay open. */
export class SourceTexts {
  readonly #open = new Map<string, Promise<SourceText | undefined>>()

  /** Undefined where the file cannot be read; one that changed is opened anew. */
  of(path: string): Promise<SourceText | undefined> {
    const known = this.#open.get(path)
    const opening = known ? known.then((text) => freshOf(text, path)) : SourceText.open(path)
    // Once more, at the end: the first of the map is the next to be closed.
    this.#open.delete(path)
    this.#open.set(path, opening)
    for (const [other, text] of this.#open) {
      if (this.#open.size <= MAX_OPEN) break
      this.#open.delete(other)
      void text.then((open) => open?.close())
    }
    return opening
  }

  close(): void {
    for (const text of this.#open.values()) void text.then((open) => open?.close())
    this.#open.clear()
  }
}

function freshOf(text: SourceText | undefined, path: string): Promise<SourceText | undefined> | SourceText {
  if (text && !text.changed(path)) return text
  text?.close()
  return SourceText.open(path)
}
