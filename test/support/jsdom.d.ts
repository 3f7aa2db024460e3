/** What tests use of jsdom: no types come with it, and the tests of the engine are compiled without those of a browser. */
declare module 'jsdom' {
  interface ParsedElement {
    readonly localName: string
    readonly attributes: Iterable<{ readonly name: string; readonly value: string }>
    readonly children: ArrayLike<ParsedElement>
    readonly firstElementChild: ParsedElement | null
    readonly childElementCount: number
    readonly textContent: string
    getAttributeNames(): string[]
    getAttribute(name: string): string | null
  }
  interface ParsedDocument {
    readonly body: ParsedElement
    querySelectorAll(selector: string): Iterable<ParsedElement>
    createNodeIterator(
      root: ParsedDocument,
      whatToShow: number,
    ): { nextNode(): { readonly nodeValue: string | null } | null }
  }
  /** A document of a text, as a browser reads it; scripts do not run. */
  export class JSDOM {
    constructor(html: string)
    readonly window: { readonly document: ParsedDocument }
  }
}
