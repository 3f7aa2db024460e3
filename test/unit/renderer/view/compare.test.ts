import { render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import DifferenceList from '../../../../renderer/view/compare/DifferenceList.svelte'
import { standInWindow } from './stand-in-window.ts'

standInWindow()

describe('what differs', () => {
  it('lists a member as often as only one of the two has it', () => {
    const difference = {
      path: 'client_hello.extensions',
      weight: 'matters' as const,
      sentence: 'extensions differ',
      why: 'they may matter',
      messageA: 1,
      messageB: 1,
      onlyA: ['padding', 'padding', 'padding', 'GREASE'],
      onlyB: [],
    }
    render(DifferenceList, { props: { differences: [difference], first: 0, onopen: () => undefined } })
    expect(screen.getAllByText('padding')).toHaveLength(3)
  })
})
