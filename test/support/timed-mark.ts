import type { TimedMark } from '../../renderer/chart/axis/timed-mark.ts'

/** A message of the client at a time, or what `more` makes of it. */
export function timedMark(atNs: number, more: Partial<TimedMark> = {}): TimedMark {
  return {
    key: `mark-${atNs}-${more.label ?? ''}`,
    lane: 'wire',
    shape: 'message',
    atNs,
    endNs: atNs,
    from: 'client',
    tone: 'ink',
    look: 'plain',
    label: 'client_hello',
    detail: '',
    spoken: '',
    message: 1,
    alert: false,
    complete: true,
    kind: undefined,
    note: undefined,
    source: 1,
    line: null,
    frame: null,
    ...more,
  }
}
