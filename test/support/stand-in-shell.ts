import type { Shell } from '../../preload/contract/carrier.ts'

/** The shell of a browser page, with nothing behind it. */
export const standInShell: Shell = {
  kind: 'browser',
  platform: 'linux',
  pickFiles: () => Promise.resolve(['/data/picked.pcap']),
  pathsOf: (files) => Promise.resolve(files.map((file) => `/data/${file.name}`)),
  onOpenPaths: () => () => undefined,
  onCommand: () => () => undefined,
  onLink: () => () => undefined,
}
