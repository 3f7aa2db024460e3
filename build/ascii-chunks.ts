import type { Plugin } from 'vite'

/**
 * Writes what is beyond ASCII as `\uXXXX`. V8 holds a source with a single such letter in two bytes a letter: a dozen megabytes over the threads
 * that index a file, for a few dashes in texts. One behind a backslash stays, as a second backslash would be another text.
 */
export function asciiChunks(): Plugin {
  return {
    name: 'gskope:ascii-chunks',
    // Behind everything that prints code, which would write the letters again.
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = asciiOf(file.code)
      }
    },
  }
}

export function asciiOf(code: string): string {
  return code.replace(/(?<!\\)[\u0080-\u{10ffff}]/gu, (letter) =>
    Array.from({ length: letter.length }, (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  )
}
