/** A key whose command cannot be done says why. */
import { expect, it } from 'vitest'
import { commandFor, whyNotFor } from '../../../../renderer/state/command/command-keys.ts'
import { COMMANDS } from '../../../../renderer/state/command/commands.ts'
import type { Workspace } from '../../../../renderer/state/workspace.svelte.ts'

interface Shown {
  readonly open: boolean
  readonly connection?: number
  readonly stale?: boolean
}

function workspace({ open, connection, stale = false }: Shown): Workspace {
  const legs = connection === undefined ? undefined : { legs: [{ id: connection }], findings: [] }
  return {
    shell: { platform: 'linux' },
    case: { state: { open, indexing: false, connections: 0, handDecisions: 0 }, sources: [] },
    handshake: { connection, stale, detail: legs },
    joining: { marked: new Set(), busy: false },
    notes: { list: { notes: [], undo: null, redo: null }, busy: false },
    copying: { hasTables: false, hasFinding: false },
    comparing: {},
    places: {},
  } as unknown as Workspace
}

const press = (key: string, held: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, ...held })
const why = (key: string, shown: Shown, held?: KeyboardEventInit): string | undefined => {
  const event = press(key, held)
  expect(commandFor(event, workspace(shown))).toBeUndefined()
  return whyNotFor(event, workspace(shown))
}

it.each(['c', 'C', 'a', 'b', 'm', '2', '3', '4', '5', 'v', 'l', 'L', 'e', 'E', 'w', '-'])(
  'says that no connection is chosen yet: %s',
  (key) => {
    expect(why(key, { open: true })).toMatch(/^No connection is chosen yet/)
    // Without a case nobody expects it to do anything.
    expect(why(key, { open: false })).toBeUndefined()
  },
)

it('says what is missing besides', () => {
  const one = { open: true, connection: 1 }
  expect(why('M', one)).toMatch(/^Mark the connections to compare first/)
  expect(why('+', one)).toMatch(/^Mark the connections to join first/)
  expect(why('e', one)).toMatch(/^There is no evidence/)
  expect(why('w', one)).toMatch(/no finding/)
  expect(why('t', one)).toMatch(/no table/)
  expect(why('-', one)).toMatch(/nothing to split/)
  expect(why('-', { ...one, stale: true })).toMatch(/still on its way/)
  expect(why('z', one, { ctrlKey: true })).toMatch(/nothing to undo/)
  expect(why('z', { open: false }, { ctrlKey: true })).toBeUndefined()
})

it('leaves no key of a connection without a word', () => {
  const silent = COMMANDS.filter(
    ({ keys, enabled, whyNot }) =>
      keys !== undefined &&
      whyNot === undefined &&
      !enabled(workspace({ open: true })) &&
      enabled(workspace({ open: true, connection: 1 })),
  )
  expect(silent.map(({ id }) => id)).toEqual([])
})
