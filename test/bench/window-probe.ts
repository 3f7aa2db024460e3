/** Runs in the page that window.ts measures, before anything else does; it has no imports, as it is put there as a text. */

const TASKS: number[] = []
const GAPS: number[] = []

new PerformanceObserver((list) => TASKS.push(...list.getEntries().map(({ duration }) => duration))).observe({
  type: 'longtask',
})

const rowsSeen = new MutationObserver(() => {
  if (document.querySelector('[role="option"]') === null) return
  rowsSeen.disconnect()
  // Two frames on, what was put there has been painted.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('first-rows')))
})
rowsSeen.observe(document, { childList: true, subtree: true })

Object.assign(globalThis, {
  gskopeProbe: {
    firstRows: () => performance.getEntriesByName('first-rows')[0]?.startTime,
    begin(): void {
      GAPS.length = 0
      TASKS.length = 0
      let last = performance.now()
      const frame = (now: number): void => {
        GAPS.push(now - last)
        last = now
        requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
    },
    end: () => ({ gaps: GAPS, tasks: TASKS }),
  },
})
