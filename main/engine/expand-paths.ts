import { opendir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** A folder means the files in it and below, as far as one incident's folder sensibly goes. */
const MAX_DEPTH = 4
const MAX_FILES = 1_000

/**
 * The files that `paths` mean, as absolute paths, each once: files as they are, folders with what is in them, hidden files left out.
 * What cannot be looked at stays in the list: opening it as a source says what is wrong.
 */
export async function expandPaths(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  const folders: { path: string; depth: number }[] = []
  for (const path of paths.map((given) => resolve(given))) {
    if (await isFolder(path)) folders.push({ path, depth: 0 })
    else found.add(path)
  }
  while (folders.length > 0 && found.size < MAX_FILES) {
    const folder = folders.shift()
    if (!folder) break
    const inside = await filesIn(folder.path)
    // A folder without a single file is named as a source, and that source says so.
    if (inside.files.length + inside.folders.length === 0 && folder.depth === 0) found.add(folder.path)
    for (const file of inside.files) if (found.size < MAX_FILES) found.add(file)
    if (folder.depth < MAX_DEPTH) folders.push(...inside.folders.map((path) => ({ path, depth: folder.depth + 1 })))
  }
  return [...found]
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

async function filesIn(folder: string): Promise<{ files: string[]; folders: string[] }> {
  const files: string[] = []
  const folders: string[] = []
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) folders.push(join(folder, entry.name))
      else if (entry.isFile() && !isCaseFile(entry.name)) files.push(join(folder, entry.name))
      if (files.length >= MAX_FILES) break
    }
  } catch {
    // Not permitted, or gone: as if it were empty.
  }
  return { files: files.sort(), folders: folders.sort() }
}

/** `.gskope`, and the files that lie beside one while it is open. */
export function isCaseFile(path: string): boolean {
  return /\.gskope(-wal|-shm|-lock)?$/i.test(path)
}
