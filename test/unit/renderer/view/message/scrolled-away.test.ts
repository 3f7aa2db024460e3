import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { describe, expect, it } from 'vitest'
import HexPane from '../../../../../renderer/view/message/HexPane.svelte'
import FieldTree from '../../../../../renderer/view/message/FieldTree.svelte'
import { flattenFields } from '../../../../../renderer/view/message/field-tree.ts'
import { standInWindow } from '../stand-in-window.ts'

standInWindow()

async function scrolled(scroller: Element): Promise<number> {
  scroller.scrollTop = 5_000
  await fireEvent.scroll(scroller)
  await tick()
  return scroller.scrollTop
}

describe('who scrolls away from what is selected', () => {
  it('stays there among the bytes', async () => {
    render(HexPane, {
      props: {
        bytes: new Uint8Array(16_384),
        selected: { start: 0, end: 2 },
        hovered: undefined,
        onselect: () => undefined,
        onhover: () => undefined,
      },
    })
    expect(await scrolled(screen.getByRole('grid', { name: 'Bytes' }))).toBe(5_000)
  })

  it('stays there among the fields', async () => {
    const field = (n: number): Parameters<typeof flattenFields>[0][number] => ({
      name: `field ${n}`,
      start: n,
      end: n + 1,
      value: '',
      meaning: null,
      sentence: null,
      problem: null,
      children: [],
    })
    const nodes = flattenFields(Array.from({ length: 1_000 }, (_, n) => field(n)))
    render(FieldTree, {
      props: { nodes, selected: nodes[0], hovered: undefined, onselect: () => undefined, onhover: () => undefined },
    })
    expect(await scrolled(screen.getByRole('tree', { name: 'Fields' }))).toBe(5_000)
  })
})
