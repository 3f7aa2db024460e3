import { type Container, detectContainer } from '../format/container.ts'
import { DETECT_BYTES } from '../format/reader.ts'
import type { ByteStream } from './byte-stream.ts'
import { RecordStream } from './record-stream.ts'
import { noZstdProblem, type SourceProblem } from './source-problem.ts'
import { UnpackedStream } from './unpacked-stream.ts'

/** A packed file with record descriptors that was packed again; deeper there is only mischief. */
const MAX_CONTAINERS = 3

/** What a file holds inside of its containers. Offsets in a source count here. */
export interface Content {
  readonly stream: ByteStream
  /** How many bytes of it lie in the buffer already. */
  readonly first: number
  /** From the outside in. */
  readonly containers: readonly Container[]
}

/** Opens the containers around what `file` holds, and fills `buffer` with the first bytes inside. */
export async function openContent(
  file: ByteStream & { readonly path: string },
  buffer: Uint8Array,
): Promise<Content | SourceProblem> {
  const containers: Container[] = []
  let stream: ByteStream = file
  for (;;) {
    const first = await stream.read(buffer, 0)
    if (typeof first !== 'number') return first
    const head = buffer.subarray(0, first)
    const container = containers.length < MAX_CONTAINERS ? detectContainer(head.subarray(0, DETECT_BYTES)) : undefined
    if (container === undefined) return { stream, first, containers }
    containers.push(container)
    if (container === 'gzip' || container === 'zstd') {
      if (!UnpackedStream.isSupported(container)) return noZstdProblem(file.path)
      stream = new UnpackedStream(stream, head.slice(), file.path, container)
    } else stream = new RecordStream(stream, head.slice(), file.path, container)
  }
}
