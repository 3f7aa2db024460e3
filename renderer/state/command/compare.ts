import { MOST_COMPARED } from '../address-bar.ts'
import { comparableSources } from '../settings-comparison.svelte.ts'
import { noConnection, withCase, withConnection, type Command } from './command.ts'

/** Handshakes and settings beside each other. */
export const COMPARE_COMMANDS: readonly Command[] = [
  {
    id: 'compare-nearest',
    title: 'Compare with the nearest good one',
    group: 'Compare',
    keys: ['c'],
    enabled: withConnection,
    whyNot: noConnection,
    run: (w) => void w.comparing.withNearest(),
  },
  {
    id: 'compare-file',
    title: 'Compare with the nearest good one of another file',
    group: 'Compare',
    keys: ['Shift', 'C'],
    enabled: withConnection,
    whyNot: noConnection,
    run: (w) => void w.comparing.withFile(),
  },
  {
    id: 'compare-marked',
    title: 'Compare the marked connections',
    group: 'Compare',
    keys: ['Shift', 'M'],
    enabled: (w) => w.joining.marked.size > 1 && w.joining.marked.size <= MOST_COMPARED,
    whyNot: (w) =>
      withCase(w)
        ? `Mark the connections to compare first with the key m: two to ${MOST_COMPARED} of them.`
        : undefined,
    run: (w) => w.comparing.showMarked(),
  },
  {
    id: 'compare-settings',
    title: 'Compare settings: two policies or key rings',
    group: 'Compare',
    enabled: (w) => comparableSources(w.case.sources) !== undefined,
    run: (w) => w.comparing.showSettings(),
  },
  {
    id: 'compare-a',
    title: 'Compare: this one as A',
    group: 'Compare',
    keys: ['a'],
    enabled: withConnection,
    whyNot: noConnection,
    run: (w) => w.comparing.choose('a'),
  },
  {
    id: 'compare-b',
    title: 'Compare: this one as B',
    group: 'Compare',
    keys: ['b'],
    enabled: withConnection,
    whyNot: noConnection,
    run: (w) => w.comparing.choose('b'),
  },
  {
    id: 'compare-swap',
    title: 'Swap A and B',
    group: 'Compare',
    keys: ['s'],
    enabled: (w) => w.comparing.shown === 'pair' || w.comparing.shown === 'settings',
    run: (w) => w.comparing.swap(),
  },
  {
    id: 'compare-leave',
    title: 'Close the comparison',
    group: 'Compare',
    keys: ['Escape'],
    enabled: (w) => w.comparing.shown !== undefined,
    run: (w) => w.comparing.leave(),
  },
]
