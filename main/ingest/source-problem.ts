/** What went wrong with a source, for a person: the text names the file, the place and the reason; then what to do next. */
export interface SourceProblem {
  readonly code: SourceProblemCode
  readonly text: string
  readonly nextStep: string
}

export type SourceProblemCode =
  | 'missing'
  | 'not-permitted'
  | 'directory'
  | 'not-a-file'
  | 'empty'
  | 'unreadable'
  | 'vanished'
  | 'changed'
  | 'cancelled'
  | 'interrupted'
  | 'stuck'
  | 'packed-cut'
  | 'packed-damaged'
  | 'expands-too-far'
  | 'zstd-not-supported'
  | 'record-descriptor-missing'
  | 'out-of-memory'
  | 'index-failed'
  // A format that is known and cannot be read: the registry's own codes (`raw-ctrace`, ...).
  | (string & {})

const NEXT_STEP_FIND = 'Check the path, or open the file from where it lies now.'

/** A file that could not be opened or read; `at` is the place in it, undefined before the first byte. */
export function systemProblem(path: string, error: unknown, at?: number): SourceProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const place = at === undefined ? '' : ` at byte ${at}`
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 'missing', text: `${path}: there is no such file.`, nextStep: NEXT_STEP_FIND }
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'not-permitted',
        text: `${path}: you are not permitted to read it${place} (${code}).`,
        nextStep: 'Ask for read permission, or copy the file to a folder of your own and open the copy.',
      }
    case 'EISDIR':
      return directoryProblem(path)
    default:
      return {
        code: 'unreadable',
        text: `${path}: reading failed${place} (${code}).`,
        nextStep: 'Copy the file to a local disk and open the copy.',
      }
  }
}

export function directoryProblem(path: string): SourceProblem {
  return {
    code: 'directory',
    text: `${path}: is a folder, not a file.`,
    nextStep: 'Name the files in it that are to be read.',
  }
}

export function notAFileProblem(path: string): SourceProblem {
  return {
    code: 'not-a-file',
    text: `${path}: is a device, pipe or socket, and gskope reads a source more than once.`,
    nextStep: 'Save what it gives to a file and open that.',
  }
}

export function emptyProblem(path: string): SourceProblem {
  return {
    code: 'empty',
    text: `${path}: the file is empty (0 bytes).`,
    nextStep: 'Transfer or save the trace again, and look at the size at its origin.',
  }
}

export function cancelledProblem(path: string, at: number): SourceProblem {
  return {
    code: 'cancelled',
    text: `${path}: reading was stopped at byte ${at}.`,
    nextStep: 'Read it again when the rest is needed.',
  }
}

export function vanishedProblem(path: string, at: number, expected: number): SourceProblem {
  return {
    code: 'vanished',
    text: `${path}: ended at byte ${at} while it was read, ${expected} bytes were expected: it was cut or removed.`,
    nextStep: 'What was read is shown. Open the file again once it is complete.',
  }
}

export function changedProblem(path: string): SourceProblem {
  return {
    code: 'changed',
    text: `${path}: was written to while it was read.`,
    nextStep: 'What was read is shown. Read it again once nothing writes to it.',
  }
}

export function stuckProblem(path: string, at: number): SourceProblem {
  return {
    code: 'stuck',
    text: `${path}: what begins at byte ${at} has no end within any sensible size.`,
    nextStep: 'What was read before it is shown. Transfer the file again, in binary; it may be damaged.',
  }
}

export function packedCutProblem(path: string, packing: string, at: number): SourceProblem {
  return {
    code: 'packed-cut',
    text: `${path}: ends at byte ${at} in the middle of its ${packing} data.`,
    nextStep: 'What was unpacked is shown. Transfer the file again, in binary.',
  }
}

export function packedDamagedProblem(path: string, packing: string, at: number): SourceProblem {
  return {
    code: 'packed-damaged',
    text: `${path}: the ${packing} data are damaged before byte ${at}.`,
    nextStep: 'What was unpacked before that is shown. Transfer the file again, in binary.',
  }
}

export function expansionProblem(path: string, unpacked: number, packed: number): SourceProblem {
  return {
    code: 'expands-too-far',
    text: `${path}: ${packed} packed bytes have become ${unpacked}, more than any trace or capture does.`,
    nextStep: 'What was read is shown. Unpack the file by other means if it is what it says.',
  }
}

export function noZstdProblem(path: string): SourceProblem {
  return {
    code: 'zstd-not-supported',
    text: `${path}: is packed with zstd, which the Node.js that runs gskope cannot unpack.`,
    nextStep: 'Unpack it with `zstd -d` and open the result, or use Node.js 22.15 or later.',
  }
}

export function descriptorProblem(path: string, at: number): SourceProblem {
  return {
    code: 'record-descriptor-missing',
    text: `${path}: no record descriptor stands at byte ${at}, where one is due.`,
    nextStep: 'What was read before it is shown. Transfer the file again without RDWs, in binary.',
  }
}
