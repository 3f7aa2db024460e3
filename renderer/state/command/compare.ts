import { MOST_COMPARED } from '../address-bar.ts'
import { comparableSources } from '../settings-comparison.svelte.ts'
import { withConnection, type Command } from './command.ts'

/** Handshakes and settings beside each other. */
export const COMPARE_COMMANDS: readonly Command[] = [
  {
    id: 'compare-nearest',
    title: 'Compare with the nearest good one',
    group: 'Compare',
    keys: ['c'],
    enabled: withConnection,
    run: (w) => void w.compareWithNearest(),
  },
  {
    id: 'compare-file',
    title: 'Compare with the nearest good one of another file',
    group: 'Compare',
    keys: ['Shift', 'C'],
    enabled: withConnection,
    run: (w) => void w.compareWithFile(),
  },
  {
    id: 'compare-marked',
    title: 'Compare the marked connections',
    group: 'Compare',
    keys: ['Shift', 'M'],
    enabled: (w) => w.joining.marked.size > 1 && w.joining.marked.size <= MOST_COMPARED,
    run: (w) => w.compareMarked(),
  },
  {
    id: 'compare-settings',
    title: 'Compare settings: two policies or key rings',
    group: 'Compare',
    enabled: (w) => comparableSources(w.case.sources) !== undefined,
    run: (w) => w.compareSettings(),
  },
  {
    id: 'compare-a',
    title: 'Compare: this one as A',
    group: 'Compare',
    keys: ['a'],
    enabled: withConnection,
    run: (w) => w.chooseForComparison('a'),
  },
  {
    id: 'compare-b',
    title: 'Compare: this one as B',
    group: 'Compare',
    keys: ['b'],
    enabled: withConnection,
    run: (w) => w.chooseForComparison('b'),
  },
  {
    id: 'compare-swap',
    title: 'Swap A and B',
    group: 'Compare',
    keys: ['s'],
    enabled: (w) => w.comparing === 'pair' || w.comparing === 'settings',
    run: (w) => w.swapCompared(),
  },
  {
    id: 'compare-leave',
    title: 'Close the comparison',
    group: 'Compare',
    keys: ['Escape'],
    enabled: (w) => w.comparing !== undefined,
    run: (w) => w.leaveComparison(),
  },
]
