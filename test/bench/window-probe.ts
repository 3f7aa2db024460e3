/** Runs in the page that window.ts measures, before anything else does; it has no imports, as it is put there as a text. */

const TASKS: number[] = []
const GAPS: number[] = []

new PerformanceObserver((list) => TASKS.push(...list.getEntries().map(({ duration }) => duration))).observe({
  type: 'longtask',
})

/** Marks when a row of the list is there and painted. */
const rowsSeen = new MutationObserver(() => {
  if (document.querySelector('[role="option"]') === null) return
  rowsSeen.disconnect()
  // Two frames on, what was put there has been painted.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('first-rows')))
})
const watchRows = (): void => rowsSeen.observe(document, { childList: true, subtree: true })
watchRows()

Object.assign(globalThis, {
  gskopeProbe: {
    firstRows: () => performance.getEntriesByName('first-rows')[0]?.startTime,
    /** The next press opens a case: from it on the time counts. */
    awaitPress(): void {
      performance.clearMarks('first-rows')
      TASKS.length = 0
      addEventListener(
        'click',
        ({ timeStamp }) => {
          performance.mark('pressed', { startTime: timeStamp })
          watchRows()
        },
        { once: true, capture: true },
      )
    },
    rowsAfterPress(): number | undefined {
      const rows = performance.getEntriesByName('first-rows')[0]
      const pressed = performance.getEntriesByName('pressed')[0]
      return rows && pressed && rows.startTime - pressed.startTime
    },
    tasks: () => TASKS,
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
