import { describe, expect, it } from 'vitest'
import { escaped, Markup, markup } from '../../../main/presentation/markup.ts'

describe('markup', () => {
  it('escapes what is put in, in content and in attributes', () => {
    const name = `<img src=x onerror="alert('1')">&amp;`
    expect(markup`<a title="${name}">${name}</a>`.toString()).toBe(`<a title="${escaped(name)}">${escaped(name)}</a>`)
    expect(escaped(name)).toBe('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;')
  })

  it('leaves markup as it is, joins lists, and drops what is nothing', () => {
    const item = markup`<li>${'<'}</li>`
    expect(markup`<ul>${[item, item]}${null}${undefined}${false}${0}</ul>`.toString()).toBe(
      '<ul><li>&lt;</li><li>&lt;</li>0</ul>',
    )
    expect(markup`${new Markup('<b>')}`.toString()).toBe('<b>')
  })
})
