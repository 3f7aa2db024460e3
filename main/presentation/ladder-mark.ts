import type { EventRow, MessageRow, TraceNote } from '../../preload/contract/connection.ts'
import type { Visibility } from '../../preload/contract/vocabulary.ts'
import type { Point } from './svg-path.ts'

export type Tone = 'ink' | 'quiet' | 'bad' | 'warn'

interface Placed {
  readonly key: string
  readonly y: number
  readonly heightPx: number
  /** Absolute for the first, then the gap to the one before it on the same clock; empty where the source has no times. */
  readonly time: string
}

export interface ArrowShape {
  readonly from: Point
  readonly to: Point
  readonly line: string
  readonly head: string
}

export interface MessageMark extends Placed {
  readonly kind: 'message'
  readonly message: MessageRow
  readonly tone: Tone
  readonly look: Visibility
  readonly arrow: ArrowShape
  readonly centreX: number
  readonly label: string
  readonly detail: string
  readonly alert: boolean
  /** Everything in words, for the one who does not see the drawing. */
  readonly spoken: string
}

export interface EventMark extends Placed {
  readonly kind: 'event'
  readonly event: EventRow
  readonly tone: Tone
  readonly shape: 'arrow' | 'band'
  readonly arrow: ArrowShape
  readonly centreX: number
  readonly label: string
}

export interface DataMark extends Placed {
  readonly kind: 'data'
  readonly bar: { readonly x: number; readonly widthPx: number }
  readonly towardsServer: boolean
  readonly towardsClient: boolean
  readonly centreX: number
  readonly label: string
}

export interface NoteMark extends Placed {
  readonly kind: 'note'
  readonly note: TraceNote
  readonly tone: Tone
  readonly x: number
  /** Its name in lines: what tells functions apart is often the end of their names. */
  readonly name: readonly string[]
  /** Its detail in lines; an error is given more of them than the rest. */
  readonly says: readonly string[]
}

export interface FoldMark extends Placed {
  readonly kind: 'fold'
  readonly fold: string
  readonly open: boolean
  readonly x: number
  readonly label: string
}

export type Mark = MessageMark | EventMark | DataMark | NoteMark | FoldMark

export interface Lane {
  readonly id: 'client' | 'server' | 'ssl'
  readonly x: number
}

export interface Ladder {
  readonly lanes: readonly Lane[]
  readonly marks: readonly Mark[]
  readonly end: { readonly y: number; readonly x: number }
  readonly heightPx: number
  /** Right edge of the column of times. */
  readonly timeX: number
}
