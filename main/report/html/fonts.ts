import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** A typeface as a report carries it, so that it looks the same on a machine that has never heard of it. */
export interface Face {
  readonly family: string
  readonly weight: number
  /** A WOFF2 file in base64. */
  readonly base64: string
}

const FACES = [
  {
    family: 'IBM Plex Sans',
    weight: 400,
    file: '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2',
  },
  {
    family: 'IBM Plex Sans',
    weight: 600,
    file: '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2',
  },
  {
    family: 'IBM Plex Mono',
    weight: 400,
    file: '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
  },
] as const

let read: readonly Face[] | undefined

/** The faces of the window, read once; those that are not installed are left out, and the reader's own stand in. */
export function reportFaces(): readonly Face[] {
  if (read) return read
  const { resolve } = createRequire(import.meta.url)
  read = FACES.flatMap(({ family, weight, file }) => {
    try {
      return [{ family, weight, base64: readFileSync(resolve(file)).toString('base64') }]
    } catch {
      return []
    }
  })
  return read
}

/** As rules of a style sheet. */
export function faceRules(faces: readonly Face[]): string {
  return faces
    .map(
      ({ family, weight, base64 }) =>
        `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(data:font/woff2;base64,${base64}) format('woff2'); }`,
    )
    .join('\n')
}
