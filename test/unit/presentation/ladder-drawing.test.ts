import { expect, it } from 'vitest'
import { ladderDrawing, ladderFile } from '../../../main/presentation/ladder-drawing.ts'
import { StandInEngine } from '../../support/stand-in-engine.ts'

it('a ladder is a file of its own: its style is in it, and texts are only texts', async () => {
  const engine = new StandInEngine({ scene: 'example' })
  const detail = await engine.request('connection.detail', { id: 1 })
  if (!detail.ok) throw new Error(detail.message)
  const hostile = { ...detail.value, legs: detail.value.legs.map((leg) => ({ ...leg, job: '<script>1</script>' })) }
  const { svg, width, height } = ladderFile(
    ladderDrawing(
      hostile,
      () => 'a <b>.pcap',
      () => 'A',
    ),
  )
  expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><style>\s*:root \{/)
  expect(svg).toContain('--paper: #ffffff')
  expect(svg).not.toMatch(/<script|<b>|url\(|href/)
  expect(svg).toContain(`viewBox="0 -50 ${width} ${height}"`)
  expect(svg.trimEnd()).toMatch(/<\/svg>$/)
})
