/** What a document is made of, beside its texts: names of elements with those of their attributes, as a browser reads them. */
import { JSDOM } from 'jsdom'

export function skeleton(html: string): ReadonlySet<string> {
  const { document } = new JSDOM(html).window
  const parts = new Set<string>()
  for (const element of document.querySelectorAll('*'))
    for (const attribute of ['', ...element.getAttributeNames()]) parts.add(`${element.localName} ${attribute}`.trim())
  return parts
}

/** Of NodeFilter (DOM Standard §6.2). */
const SHOW_COMMENT = 0x80

/** What could act, wherever it stands: scripts, handlers, addresses of elsewhere, comments that a text could have ended. */
export function acting(html: string): readonly string[] {
  const { document } = new JSDOM(html).window
  const found: string[] = []
  for (const element of document.querySelectorAll('*')) {
    const { localName } = element
    if (/^(script|img|iframe|object|embed|form|input|base|link|video|audio|foreignobject|animate|set)$/.test(localName))
      found.push(localName)
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$/.test(name)) found.push(`${localName} ${name}`)
      if (/(^|:)(href|src|action|data)$/.test(name) && !value.startsWith('#'))
        found.push(`${localName} ${name}=${value}`)
    }
  }
  const comments = document.createNodeIterator(document, SHOW_COMMENT)
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode())
    found.push(`comment ${comment.nodeValue ?? ''}`)
  return found
}
