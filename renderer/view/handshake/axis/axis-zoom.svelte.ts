import { select, zoom, zoomIdentity, type ZoomBehavior } from 'd3'
import { mostZoom, type TimeScale, WHOLE, type Zoom } from '../../../chart/axis/time-scale.ts'

const CALM_MS = 180

/** Zoom and place of an axis: moved by wheel, pointer and touch through D3, and by keys and buttons here. */
export class AxisZoom {
  now = $state.raw<Zoom>(WHOLE)
  readonly #behaviour: ZoomBehavior<HTMLElement, unknown>
  #node: HTMLElement | undefined
  #widthPx = 0

  constructor() {
    this.#behaviour = zoom<HTMLElement, unknown>()
      // What moves sideways is no zoom.
      .filter((event: MouseEvent) => !event.button && !(event instanceof WheelEvent && sideways(event) !== 0))
      .on('zoom', ({ transform: { k, x } }: { transform: Zoom }) => {
        // At the end of what can be seen, moving on changes nothing, and nothing is drawn anew.
        if (k !== this.now.k || x !== this.now.x) this.now = { k, x }
      })
  }

  /** Listens on an element; returns the function that stops. */
  listen(node: HTMLElement): () => void {
    this.#node = node
    const onWheel = (event: WheelEvent): void => {
      const px = sideways(event)
      if (px === 0) return
      event.preventDefault()
      this.pan(px, false)
    }
    select(node).call(this.#behaviour).on('dblclick.zoom', null)
    node.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      select(node).on('.zoom', null)
      node.removeEventListener('wheel', onWheel)
      this.#node = undefined
    }
  }

  /** The drawing that is moved has this width now; what was in view stays so. */
  fit(widthPx: number): void {
    const before = this.#widthPx
    this.#widthPx = widthPx
    this.#behaviour
      .extent([
        [0, 0],
        [widthPx, 1],
      ])
      .translateExtent([
        [0, 0],
        [widthPx, 1],
      ])
    if (before > 0 && this.now.k > 1) this.show({ k: this.now.k, x: (this.now.x * widthPx) / before }, false)
  }

  /** As far as the scale allows. */
  limit(scale: TimeScale): void {
    this.#behaviour.scaleExtent([1, mostZoom(scale)])
  }

  show({ k, x }: Zoom, calmly = true): void {
    if (!this.#node) return
    const to = zoomIdentity.translate(Math.min(0, Math.max(this.#widthPx * (1 - k), x)), 0).scale(k)
    if (calmly && !isStill()) this.#behaviour.transform(select(this.#node).transition().duration(CALM_MS), to)
    else this.#behaviour.transform(select(this.#node).interrupt(), to)
  }

  /** Larger or smaller around the middle. */
  by(factor: number): void {
    if (!this.#node) return
    if (isStill()) this.#behaviour.scaleBy(select(this.#node), factor)
    else this.#behaviour.scaleBy(select(this.#node).transition().duration(CALM_MS), factor)
  }

  /** To the right of what is shown, px. */
  pan(px: number, calmly = true): void {
    this.show({ k: this.now.k, x: this.now.x - px }, calmly)
  }

  whole(): void {
    this.show(WHOLE)
  }
}

function sideways({ shiftKey, deltaX, deltaY }: WheelEvent): number {
  if (Math.abs(deltaX) > Math.abs(deltaY)) return deltaX
  return shiftKey ? deltaY : 0
}

function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
