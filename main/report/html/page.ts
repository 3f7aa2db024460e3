import { createHash } from 'node:crypto'
import { Markup, markup } from '../../presentation/markup.ts'
import { type Face, faceRules } from './fonts.ts'
import { pageStyle } from './style.ts'

/** A page that leaves the house. */
export interface Page {
  /** For the tab and the printer. */
  readonly title: string
  /** What made it: `gskope 0.1.0`. */
  readonly generator: string
  /** The elements of the body. */
  readonly body: Markup
  readonly faces: readonly Face[]
}

/**
 * One self-contained HTML file: it needs no script, and its policy forbids any request; even its style is allowed by nothing but its digest
 * (CSP Level 3 §2.3.1).
 */
export function pageHtml({ title, generator, body, faces }: Page): string {
  const style = `\n${faceRules(faces)}${pageStyle}`
  const digest = createHash('sha256').update(style).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; font-src data:; base-uri 'none'; form-action 'none'`
  // Written by hand to the byte: the digest is that of what stands between the tags.
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${generator}">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.toString()
}
