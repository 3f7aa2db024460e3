import { on } from 'svelte/events'
import { createSubscriber } from 'svelte/reactivity'

const followed = createSubscriber((changed) => on(window, 'resize', changed))

/** Inside of the window, px of the page; what reads it in an effect is told when it changes. */
export const windowSize = {
  get widthPx(): number {
    followed()
    return window.innerWidth
  },
  get heightPx(): number {
    followed()
    return window.innerHeight
  },
}
