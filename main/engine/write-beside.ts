import { randomUUID } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { access, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, basename, join } from 'node:path'

/** Writes a piece; resolves when there is room for the next one. */
export type Write = (piece: string | Uint8Array) => Promise<void>

/** A sentence for a person: which file, why not, and what to do. */
export class NotWritten extends Error {}
/** A file has the name, and was not to be replaced. */
export class AlreadyThere extends NotWritten {}

/** Small pieces are gathered, so that a million lines are not a million writes. */
const GATHER_BYTES = 256 * 1024

/**
 * Writes a file as a whole or not at all: beside its place first, then renamed. An existing file stays unless `replace`. Whatever `fill`
 * throws goes on to the caller, and nothing is left behind. Throws NotWritten.
 */
export async function writeBeside(
  target: string,
  replace: boolean,
  fill: (write: Write) => Promise<void>,
): Promise<void> {
  await checkPlace(target, replace)
  const beside = await besideOf(target, fill)
  try {
    await put(beside, target, replace)
  } finally {
    await rm(beside, { force: true })
  }
}

/** Writes files that go together: all of them or none. Throws NotWritten. */
export async function writeTogether(
  files: readonly { readonly target: string; readonly text: string }[],
  replace: boolean,
): Promise<void> {
  for (const { target } of files) await checkPlace(target, replace)
  const written: { readonly target: string; readonly beside: string }[] = []
  try {
    for (const { target, text } of files)
      written.push({ target, beside: await besideOf(target, (write) => write(text)) })
    // Room is taken by now; a name costs next to none.
    for (const { target, beside } of written) await put(beside, target, replace)
  } finally {
    for (const { beside } of written) await rm(beside, { force: true })
  }
}

/** Fills a file beside `target` and gives its name. Nothing is left where that fails. */
async function besideOf(target: string, fill: (write: Write) => Promise<void>): Promise<string> {
  const beside = join(dirname(target), `.${basename(target).slice(0, 200)}.${randomUUID().slice(0, 8)}.part`)
  const file = await open(beside, 'wx').catch((error: unknown) => {
    throw notWritten(target, error)
  })
  try {
    await filled(file, target, fill).finally(() => file.close())
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  return beside
}

async function put(beside: string, target: string, replace: boolean): Promise<void> {
  if (!replace && existsSync(target)) throw exists(target)
  await rename(beside, target).catch((error: unknown) => {
    throw notWritten(target, error)
  })
}

async function filled(file: FileHandle, target: string, fill: (write: Write) => Promise<void>): Promise<void> {
  const parts: Uint8Array[] = []
  let gathered = 0
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(parts.splice(0))
    gathered = 0
    await writeAll(file, bytes).catch((error: unknown) => {
      throw notWritten(target, error)
    })
  }
  await fill(async (piece) => {
    // A copy: a caller may use its buffer again.
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece)
    parts.push(bytes)
    gathered += bytes.length
    if (gathered >= GATHER_BYTES) await flush()
  })
  await flush()
  await file.sync().catch((error: unknown) => {
    throw notWritten(target, error)
  })
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0
  while (at < bytes.length) at += (await file.write(bytes, at)).bytesWritten
}

/** Whether a file can be written there, asked before long work: throws NotWritten. */
export async function checkPlace(target: string, replace: boolean): Promise<void> {
  const found = await stat(target).catch(() => undefined)
  if (found?.isDirectory()) throw new NotWritten(`${target} is a folder: name a file in it.`)
  if (found && !replace) throw exists(target)
  await access(dirname(target), constants.W_OK).catch((error: unknown) => {
    throw notWritten(target, error)
  })
}

const exists = (target: string): AlreadyThere =>
  new AlreadyThere(`${target} is there already: choose another name, or say that it may be replaced.`)

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist: make it first',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'you may not write there: choose another folder',
  EPERM: 'the system does not allow it: choose another folder',
  EROFS: 'the file system is read-only: choose another folder',
  ENOSPC: 'the disk is full: make room or choose another disk',
  EDQUOT: 'your quota is used up: make room or choose another disk',
  EFBIG: 'it is larger than the file system holds: choose another disk',
  ENAMETOOLONG: 'its name is too long',
  EISDIR: 'a folder has this name',
}

/** What the system said, as a sentence with what to do next. */
export function notWritten(target: string, error: unknown): NotWritten {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error))
  return new NotWritten(`${target} was not written: ${reason}.`)
}
