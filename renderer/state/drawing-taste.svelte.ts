import type { Drawing } from './address-bar.ts'
import { readStored, writeStored } from './stored.ts'

/** How somebody likes handshakes drawn; kept between starts. */
export class DrawingTaste {
  /** Where a message is shown that has to be seen in one of them. */
  drawing = $state<Drawing>(readStored('drawing') === 'axis' ? 'axis' : 'ladder')
  /** On the time axis, idle time is drawn short. */
  idleShort = $state(readStored('axis-idle') === 'short')

  keepDrawing(drawing: Drawing): void {
    if (drawing === this.drawing) return
    this.drawing = drawing
    writeStored('drawing', drawing)
  }

  turnIdle(): void {
    this.idleShort = !this.idleShort
    writeStored('axis-idle', this.idleShort ? 'short' : 'true')
  }
}
