import { expect, test } from 'vitest'
import { inputAt, smallest } from '../fuzz/input.ts'
import { applyMutations } from '../fuzz/mutation.ts'
import type { Target } from '../fuzz/target.ts'

/** Falls over a length that is more than there is, behind a mark: what a decoder that does not check would do. */
const careless: Target = {
  name: 'careless',
  seeds: [Uint8Array.of(7, 7, 0x16, 3, 3, 0, 2, 1, 1, 9, 9, 9), Uint8Array.of(1, 2, 3)],
  run(bytes) {
    const at = bytes.indexOf(0x16)
    if (at < 0 || bytes.length < at + 5) return
    const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0)
    if (length > bytes.length - at - 5) throw new RangeError('beyond the end')
  },
}
const fails = (bytes: Uint8Array): Promise<boolean> =>
  Promise.resolve()
    .then(() => careless.run(bytes, 1))
    .then(
      () => false,
      () => true,
    )

test('damage finds a length that is not checked, and makes the input that shows it as small as it goes', async () => {
  let found = 0
  for (let index = 0; index < 400; index++) {
    const input = inputAt(careless, 1, index)
    if (!(await fails(applyMutations(input.seed, input.changes)))) continue
    found++
    const small = await smallest(input, fails)
    expect(await fails(small)).toBe(true)
    expect(small.length).toBe(5)
  }
  expect(found).toBeGreaterThan(20)
})
