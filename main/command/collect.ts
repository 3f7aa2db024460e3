import { mkdir, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { guideMarkdown } from '../collect/guide-markdown.ts'
import { guideText } from '../collect/guide-text.ts'
import { collectGuide, type Guide, type GuideBlock } from '../collect/guide.ts'
import { checkRequest } from '../collect/request.ts'
import { notWritten, writeTogether } from '../engine/write-beside.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { fail, say } from './fail.ts'
import { Output, OutputClosed } from './output.ts'

export interface CollectOptions {
  readonly job?: readonly string[]
  readonly port?: readonly string[]
  readonly peer?: string
  readonly stack?: string
  readonly prefix?: string
  readonly release?: string
  readonly gsktrace?: boolean
  readonly md?: boolean
  /** A folder for the guide and each piece of it as a file of its own. */
  readonly output?: string
  readonly force?: boolean
}

/** `gskope collect`: how to collect a trace on z/OS, made for the names that are given. */
export async function collect(options: CollectOptions): Promise<ExitStatus> {
  const { job = [], port = [], peer, stack, prefix, release, gsktrace = false } = options
  const checked = checkRequest({ jobs: listed(job), ports: listed(port), peer, stack, prefix, release, gsktrace })
  if (!checked.ok) {
    for (const { text } of checked.refusals) say(text)
    return EXIT.nothing
  }
  const guide = collectGuide(checked.plan)
  const text = options.md ? guideMarkdown(guide) : guideText(guide)
  try {
    if (options.output === undefined) {
      const output = new Output()
      await output.print(text)
      await output.end()
    } else await writeFiles(options.output, guide, { name: options.md ? 'collect.md' : 'collect.txt', text }, options)
    return EXIT.ok
  } catch (error) {
    return error instanceof OutputClosed ? EXIT.ok : fail(error)
  }
}

/** `--port 2023,992` is `--port 2023 992`. */
const listed = (given: readonly string[]): string[] => given.flatMap((one) => one.split(','))

async function writeFiles(
  folder: string,
  guide: Guide,
  whole: { readonly name: string; readonly text: string },
  { force = false }: CollectOptions,
): Promise<void> {
  const made = await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw notWritten(folder, error)
  })
  const blocks = guide.steps.flatMap(({ items }) => items.filter((item): item is GuideBlock => item.kind === 'block'))
  const files = [whole, ...blocks.map(({ file, text }) => ({ name: file, text }))]
  try {
    await writeTogether(
      files.map(({ name, text }) => ({ target: join(folder, name), text })),
      force,
    )
  } catch (error) {
    if (made !== undefined) await removeEmpty(resolve(folder), resolve(made))
    throw error
  }
  say(`${files.length} files written to ${folder}`)
}

/** Folders that were made for nothing, from the innermost one. */
async function removeEmpty(folder: string, outermost: string): Promise<void> {
  for (let at = folder; at.startsWith(outermost); at = dirname(at)) await rmdir(at).catch(() => undefined)
}
