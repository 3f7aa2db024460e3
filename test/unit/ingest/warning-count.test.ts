import { expect, it } from 'vitest'
import { WarningCount } from '../../../main/ingest/warning-count.ts'

it('tells each code once, with its number and first place, and no more codes than a person reads', () => {
  const count = new WarningCount()
  for (let code = 0; code < 100; code++) count.add({ code: `code-${code}`, text: 'It is so.' }, code)
  count.add({ code: 'code-1', text: 'Not this.' }, 7)
  const told: string[] = []
  count.tell({
    legChanged() {},
    legFinished() {},
    traceRecord() {},
    counts() {},
    times() {},
    warn: ({ code, text }, offset) => told.push(`${code} ${text} ${offset}`),
  })
  expect(told).toHaveLength(32)
  expect(told.slice(0, 2)).toEqual(['code-0 It is so. 0', 'code-1 It is so. (2 times) 1'])
})
