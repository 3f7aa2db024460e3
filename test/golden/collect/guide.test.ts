/** Whole guides, to be read: what changes here is what somebody types on z/OS. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guideMarkdown } from '../../../main/collect/guide-markdown.ts'
import { guideText } from '../../../main/collect/guide-text.ts'
import { collectGuide } from '../../../main/collect/guide.ts'
import { checkRequest, type CollectRequest } from '../../../main/collect/request.ts'

const requests: Readonly<Record<string, CollectRequest>> = {
  'nothing-given': { jobs: [], ports: [], gsktrace: false },
  'telnet-behind-at-tls': {
    jobs: ['TN3270'],
    ports: ['2023', '992'],
    peer: '10.1.1.2',
    stack: 'TCPIP2',
    prefix: 'IBMUSER.TLS',
    release: '2.2',
    gsktrace: false,
  },
  'own-system-ssl': {
    jobs: ['DB1GDIST', 'CSQ9CHIN'],
    ports: ['1414'],
    peer: '2001:db8::10',
    prefix: 'DIAG.#1',
    release: '3.1',
    gsktrace: true,
  },
}

describe.each(Object.entries(requests))('%s', (name, request) => {
  const checked = checkRequest(request)
  if (!checked.ok) throw new Error('refused')
  const guide = collectGuide(checked.plan)

  it('as text', async () => {
    await expect(guideText(guide)).toMatchFileSnapshot(join(import.meta.dirname, 'expected', `${name}.txt`))
  })

  it('as Markdown', async () => {
    await expect(guideMarkdown(guide)).toMatchFileSnapshot(join(import.meta.dirname, 'expected', `${name}.md`))
  })
})
