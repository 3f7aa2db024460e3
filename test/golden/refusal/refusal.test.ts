/** What is said of each file that is not read: the code, what it is, and the exact next step. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openFiles } from '../../support/open-files.ts'
import { REFUSED_FILES } from './refused-files.ts'

it('each refusal says what to do instead', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gskope-refusal-'))
  try {
    const names = Object.keys(REFUSED_FILES)
    for (const name of names) writeFileSync(join(folder, name), REFUSED_FILES[name] ?? new Uint8Array(0))
    const { document } = await openFiles(
      names.map((name) => join(folder, name)),
      false,
    )
    const said = document.sources.map(({ name, refused }) => ({
      file: name,
      code: refused?.code ?? null,
      text: refused?.text.replaceAll(`${folder}/`, '') ?? null,
    }))
    expect(said.filter(({ code }) => code === null)).toEqual([])
    expect(document.connections).toEqual([])
    await expect(`${JSON.stringify(said, undefined, 2)}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, 'expected/refusals.json'),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
