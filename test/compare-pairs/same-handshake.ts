import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compare } from '../../main/compare/compare.ts'
import { openFiles } from '../support/open-files.ts'

/** Handshakes that a capture and a System SSL trace both show, told by the client's random: neither source is to make a difference that matters. */
export async function compareSameHandshake(folder: string, only?: string): Promise<void> {
  let same = 0
  let counted = 0
  for (const name of readdirSync(folder)) {
    const paths = ['capture.pcap', 'gsk-trace.txt'].map((file) => join(folder, name, file))
    if (!paths.every((path) => existsSync(path)) || (only !== undefined && only !== name)) continue
    const [captured = [], traced = []] = await Promise.all(
      paths.map(async (path) => (await openFiles([path], false)).document.connections),
    )
    for (const one of captured) {
      const other = traced.find(({ clientRandom }) => clientRandom !== null && clientRandom === one.clientRandom)
      if (!other) continue
      counted++
      const { differences, first } = compare(one, other)
      if (first === null) same++
      else {
        const { path = '', a = null, b = null } = differences[first] ?? {}
        console.log(
          `- ${name} #${one.id}, capture and trace: ${path} ${JSON.stringify(a)} and ${JSON.stringify(b)}`.slice(
            0,
            300,
          ),
        )
      }
    }
  }
  console.log(`${same} of ${counted} handshakes are the same in capture and trace in all that matters`)
}
