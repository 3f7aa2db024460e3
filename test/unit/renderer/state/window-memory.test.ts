import { describe, expect, it } from 'vitest'
import { readWindow, windowText, type WindowMemory } from '../../../../renderer/state/window-memory.ts'

const MEMORY: WindowMemory = {
  filter: 'outcome:failed',
  sort: 'cause',
  descending: true,
  firstRow: 120,
  connection: 7,
  message: 2,
  tab: 'source',
  source: 1,
  line: 4_711,
  columns: '[["cause",1,200]]',
  rows: 'columns',
  group: 'cause',
  panes: { list: 400 },
  saved: { file: '/home/op/a.gskope', behind: true },
}

describe('how the window is', () => {
  it('comes back as it was kept', () => {
    expect(readWindow(windowText(MEMORY))).toEqual(MEMORY)
  })

  it('keeps no filter that nobody could ask with', () => {
    expect(readWindow(windowText({ ...MEMORY, filter: 'x'.repeat(5_000) }))).toMatchObject({
      filter: '',
      connection: 7,
    })
  })

  it.each([[null], [''], ['{'], ['[]'], ['null'], ['7']])('%j is none', (text) => {
    expect(readWindow(text)).toBeUndefined()
  })

  it('takes nothing from a stranger that does not fit', () => {
    const text = JSON.stringify({
      filter: 7,
      sort: '__proto__',
      descending: 'yes',
      firstRow: -1,
      connection: 1.5,
      message: '2',
      tab: '<script>',
      source: 0,
      line: Number.MAX_SAFE_INTEGER + 1,
      columns: ['x'],
      rows: 4,
      group: 'start',
      panes: { list: '400', tree: null, message: 300 },
      saved: { file: 4 },
    })
    expect(readWindow(text)).toEqual({
      filter: '',
      sort: 'start',
      descending: false,
      firstRow: 0,
      connection: undefined,
      message: undefined,
      tab: 'ladder',
      source: undefined,
      line: undefined,
      columns: undefined,
      rows: undefined,
      group: undefined,
      panes: { message: 300 },
      saved: undefined,
    })
  })
})
