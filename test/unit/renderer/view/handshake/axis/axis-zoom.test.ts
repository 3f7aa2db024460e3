import { expect, it } from 'vitest'
import { AxisZoom } from '../../../../../../renderer/view/handshake/axis/axis-zoom.svelte.ts'

function listening(): AxisZoom {
  const zoom = new AxisZoom()
  zoom.listen(document.createElement('div'))
  zoom.fit(1_000)
  return zoom
}

it('moves within what there is to see', () => {
  const zoom = listening()
  zoom.show({ k: 4, x: -500 }, false)
  zoom.pan(100, false)
  expect(zoom.now).toStrictEqual({ k: 4, x: -600 })
  zoom.pan(9_000, false)
  expect(zoom.now).toStrictEqual({ k: 4, x: -3_000 })
})

it('is the very same at an end, so that nothing is drawn anew', () => {
  const zoom = listening()
  const whole = zoom.now
  zoom.pan(60, false)
  zoom.pan(-60, false)
  expect(zoom.now).toBe(whole)
  zoom.show({ k: 2, x: -9_000 }, false)
  const end = zoom.now
  zoom.pan(60, false)
  expect(zoom.now).toBe(end)
})
