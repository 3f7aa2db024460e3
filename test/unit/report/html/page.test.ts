import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { reportFaces } from '../../../../main/report/html/fonts.ts'
import { pageHtml } from '../../../../main/report/html/page.ts'
import { markup } from '../../../../main/presentation/markup.ts'

const page = pageHtml({
  title: '</title><script>1</script>',
  generator: 'gskope 1',
  body: markup`<main><p>${'<b>'}</p></main>`,
  faces: reportFaces(),
})

describe('a page that leaves the house', () => {
  it('allows its own style by its digest, and nothing else', () => {
    const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${digest}'; font-src data:; base-uri 'none'; form-action 'none'"`,
    )
    expect(style.length).toBeGreaterThan(5_000)
  })

  it('has no script, no reference to anything outside, and no style beside its sheet', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|https?:|style="|@import/)
    expect([...page.matchAll(/url\(/g)]).toHaveLength(reportFaces().length)
  })

  it('escapes its title', () => expect(page).toContain('<title>&lt;/title&gt;&lt;script&gt;1&lt;/script&gt;</title>'))

  it('carries its faces', () => expect(reportFaces()).toHaveLength(3))
})
