import { expect, it } from 'vitest'
import { nearest, nearness, type Placed } from '../../../main/compare/nearness.ts'

const placed = (more: Partial<Placed>): Placed => ({
  start: '1764000000',
  server: { address: '10.1.1.2', port: 2023 },
  client: { address: '10.1.0.2' },
  serverName: 'tn3270.example',
  ja4: 't13d',
  ...more,
})
const BAD = placed({})

it('ranks the same server before its name, the name before the client, and the nearer in time among equals', () => {
  const ranked = [
    placed({}),
    placed({ start: '1764100000' }),
    placed({ ja4: 'other', client: { address: '10.9.9.9' } }),
    placed({ server: { address: '10.1.1.3', port: 2023 } }),
    placed({ server: { address: '10.1.1.3', port: 992 } }),
    placed({
      server: { address: null, port: null },
      serverName: null,
      ja4: null,
      client: { address: null },
      start: null,
    }),
  ].map((one) => nearness(BAD, one))
  expect(ranked).toEqual(ranked.toSorted((one, other) => other - one))
  expect(new Set(ranked).size).toBe(ranked.length)
  expect(ranked.at(-1)).toBe(0)
})

it('takes the nearest, and the first of equals', () => {
  const far = { ...placed({ serverName: 'other' }), id: 1 }
  const near = { ...placed({}), id: 2 }
  expect(nearest(BAD, [far, near, { ...near, id: 3 }])?.id).toBe(2)
  expect(nearest(BAD, [])).toBeUndefined()
})
