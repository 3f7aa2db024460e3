import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const LOCK = pathToFileURL(join(import.meta.dirname, '../../db/lock.ts')).href

/** A process takes the lock of a case file and is killed. */
export async function dieHolding(caseFile: string): Promise<void> {
  const program = `
    const { CaseLock } = await import(${JSON.stringify(LOCK)})
    globalThis.lock = CaseLock.take(${JSON.stringify(caseFile)})
    process.stdout.write(globalThis.lock ? 'held' : 'refused')
    setInterval(() => {}, 1_000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  if (said.toString() !== 'held') throw new Error(`the lock was ${said.toString()}`)
  child.kill('SIGKILL')
  await ended
}
