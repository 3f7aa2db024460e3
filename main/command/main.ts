#!/usr/bin/env node
// Nothing is imported here: the rest needs a Node that an older one cannot even load (better-sqlite3's binaries).
const OLDEST = 22

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  process.stderr.write(`gskope needs Node.js ${OLDEST} or later; this is ${process.version}.\n`)
  process.exitCode = 2
} else {
  // Code compiled before starts in half the time. Node 22.0 has no such cache.
  const { default: module } = await import('node:module')
  ;(module as Partial<typeof module>).enableCompileCache?.()
  const { runProgram } = await import('./program.ts')
  process.exitCode = await runProgram(process.argv)
}

export {}
