/** Files of dropped folders that are sent; a whole disk that was dropped by mistake is not. */
const MOST_FILES = 1_000

/**
 * The files that were dropped. A browser cannot open a folder by its path, so there its files are taken one by one; a desktop shell
 * takes the folder as it is. Must be called before the drop event is over: what it carries is gone afterwards.
 */
export function droppedFiles(transfer: DataTransfer, foldersAsTheyAre: boolean): Promise<File[]> {
  if (foldersAsTheyAre) return Promise.resolve([...transfer.files])
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  return filesIn(entries)
}

async function filesIn(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = []
  const waiting = [...entries]
  while (waiting.length > 0 && files.length < MOST_FILES) {
    const entry = waiting.shift()
    if (isFile(entry)) files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)))
    else if (isFolder(entry)) waiting.push(...(await childrenOf(entry)))
  }
  return files
}

/** A folder gives its entries in portions (a hundred in Chromium) until a portion is empty. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (portion.length === 0) return children
    children.push(...portion)
  }
}

function isFile(entry: FileSystemEntry | undefined): entry is FileSystemFileEntry {
  return entry?.isFile ?? false
}

function isFolder(entry: FileSystemEntry | undefined): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory ?? false
}
