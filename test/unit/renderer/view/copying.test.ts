import { fireEvent, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openWindow as open, standInWindow } from './stand-in-window.ts'

standInWindow()

const copied: string[] = []
beforeEach(() => {
  copied.length = 0
  vi.stubGlobal('navigator', {
    userAgent: 'jsdom',
    clipboard: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
  })
})

async function handshake(): Promise<void> {
  open('example')
  await screen.findByRole('region', { name: 'Why' })
}
const press = (key: string) => fireEvent.keyDown(document.body, { key })

describe('the clipboard', () => {
  it.each([
    ['2', 't', /^No\.\tTime\tFrom\tMessage\tSummary\tBytes\tSeen\tWhere\n1\t/, /Copied: Messages/],
    ['3', 'T', /^\*\*Versions\*\*\n\n\| Name \| Code \|[^]*\*\*Cipher suites\*\*/, /Copied: Versions, Cipher suites/],
    ['4', 't', /^From\tPlace\tSubject\t/, /Copied: Certificates/],
    ['7', 't', /^\tAbout\tNote\n/, /Copied: Notes/],
    ['0', 't', /^Why they failed\nCause\tCertain/, /Copied: Why they failed/],
    ['2', 'y', /^Client\tServer\t[^\n]*\n(?:[^\n]*\t[^\n]*\n)+$/, /Copied: \d+ connections/],
    ['2', 'w', /\n\nProof:\n- /, /Copied: Finding/],
    ['2', 'l', /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><style>[^]*<\/svg>/, /Copied: Ladder as SVG/],
  ])('in view %s takes what %s asks for, and says so', async (view, key, expected, said) => {
    await handshake()
    await press(view)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await press(key)
    await screen.findByText(said)
    expect(copied).toHaveLength(1)
    expect(copied[0]).toMatch(expected)
  })

  it.each([
    ['w', /^No cipher suite in common\n/],
    ['l', /^<svg[^]*handshake_failure/],
    ['t', /^No\.\tTime\t[^]*handshake_failure/],
  ])('takes what %s asks for of the handshake that was chosen, though it is not there yet', async (key, expected) => {
    await handshake()
    const list = await screen.findByRole('listbox', { name: 'Connections' })
    await fireEvent.keyDown(list, { key: 'ArrowUp' })
    await screen.findByRole('heading', { name: /handshake completed/ })
    await fireEvent.keyDown(list, { key: 'ArrowDown' })
    await press(key)
    await screen.findByText(/^Copied: /)
    expect(copied[0]).toMatch(expected)
  })

  it('that is not allowed says so', async () => {
    vi.stubGlobal('navigator', { userAgent: 'jsdom', clipboard: { writeText: () => Promise.reject(new Error('no')) } })
    await handshake()
    await press('w')
    await screen.findByText(/did not allow it/)
  })
})
