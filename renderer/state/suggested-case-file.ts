import type { CaseState } from '../../preload/contract/case.ts'

/** Names on disk stay short of every file system's limit. */
const MOST_OF_NAME = 80
/** Files that a browser sent lie in a folder that goes with the server (main/serve/upload.ts): nothing is to be saved there. */
const SENT = /[/\\]gskope-upload-[^/\\]*[/\\]/

/** Where a case would be saved: where it was the last time (`folder`, with its slash), or beside its first source. */
export function suggestedCaseFile(
  { title, sources, example }: Pick<CaseState, 'title' | 'example'> & { readonly sources: readonly { path: string }[] },
  folder: string | undefined,
): string {
  const name = title
    .replace(/[^\p{L}\p{N}._ -]+/gu, '-')
    .slice(0, MOST_OF_NAME)
    .trim()
  const beside = example ? undefined : sources.find(({ path }) => !SENT.test(path))?.path.replace(/[^/\\]*$/, '')
  return `${folder || beside || ''}${name || 'case'}.gskope`
}
