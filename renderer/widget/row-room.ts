import { getContext, setContext } from 'svelte'

const ROOM = Symbol('room of a row')

/** Says how high rows below are, to how high they are when compact: 1 where nobody says. */
export function setRowRoom(room: () => number): void {
  setContext(ROOM, room)
}

/** A function, as it may change while rows are shown. */
export function getRowRoom(): () => number {
  return getContext<(() => number) | undefined>(ROOM) ?? (() => 1)
}
