import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Left free on the disk for the index and for everybody else. */
const KEEP_FREE_BYTES = 1 << 30
/** Common file systems take names of 255 bytes. */
const MAX_NAME_BYTES = 200
/** Free space is looked at again after this much. */
const LOOK_AGAIN_BYTES = 256 << 20

/** A file that was not taken; `message` is for the person who dropped it. */
export class UploadRefused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Files dropped onto the page, streamed into a folder of this server's own, which is gone when the server ends. */
export class UploadFolder {
  #folder: Promise<string> | undefined
  #next = 1

  /** Takes the request's body as a file and returns its path. Throws UploadRefused. */
  async take(request: IncomingMessage, name: string): Promise<string> {
    const root = await (this.#folder ??= mkdtemp(join(tmpdir(), 'gskope-upload-')))
    // A folder for each file: two files of one name are two sources, and each keeps its name.
    const folder = join(root, String(this.#next++))
    await mkdir(folder)
    const path = join(folder, safeName(name))
    try {
      const declared = Number(request.headers['content-length'] ?? 0)
      await refuseWithoutRoom(root, declared, name)
      await pipeline(request, freeSpaceGuard(root, name), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      return path
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      if (error instanceof UploadRefused) throw error
      throw new UploadRefused(
        500,
        `${name} did not arrive whole: ${error instanceof Error ? error.message : String(error)}.`,
      )
    }
  }

  async remove(): Promise<void> {
    const folder = await this.#folder
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

async function refuseWithoutRoom(folder: string, bytes: number, name: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bytes + KEEP_FREE_BYTES > bavail * bsize) {
    throw new UploadRefused(
      507,
      `There is not enough free space for ${name} in ${folder}. Start "gskope serve FILE" with the file's path instead.`,
    )
  }
}

/** A body need not be as long as it says, or say how long it is. */
function freeSpaceGuard(folder: string, name: string): Transform {
  let sinceLook = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sinceLook += chunk.length
      if (sinceLook < LOOK_AGAIN_BYTES) return done(undefined, chunk)
      sinceLook = 0
      refuseWithoutRoom(folder, 0, name).then(
        () => done(undefined, chunk),
        (error: unknown) => done(error as Error),
      )
    },
  })
}

/** Windows keeps these for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** The name as given as far as any file system bears it: no path, no control characters, no device, not too long. */
export function safeName(name: string): string {
  const bare = (name.split(/[/\\]/).at(-1) ?? '').normalize('NFC')
  let safe = bare.replace(/[\u0000-\u001f\u007f<>:"|?*\u202a-\u202e\u2066-\u2069]/g, '_').replace(/[. ]+$/, '')
  if (DEVICE.test(safe)) safe = `_${safe}`
  while (Buffer.byteLength(safe) > MAX_NAME_BYTES) safe = safe.slice(0, -1).replace(/[\ud800-\udbff]$/, '')
  return safe === '' ? 'file' : safe
}
