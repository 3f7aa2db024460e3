import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/**
 * The words that gskope itself says: those of the string literals of the folders that put sentences together, and of the reference tables. What
 * a redacted report may say is made of them; any other word came from a file. `npm run words` writes them anew.
 */
const SPEAKING =
  'main/{compare,diagnose,engine,format,ingest,join,net,presentation,reference,report,settings,tls,x509}/**/*.ts'
const TABLES = 'main/reference/table/*.json'
const root = join(import.meta.dirname, '..')

/** Lower case, in order; a word has a letter in it. */
export function ownWords(): readonly string[] {
  const words = new Set<string>()
  for (const file of globSync(SPEAKING, { cwd: root })) addLiterals(join(root, file), words)
  for (const file of globSync(TABLES, { cwd: root }))
    addValues(JSON.parse(readFileSync(join(root, file), 'utf8')), words)
  return [...words].sort()
}

function addLiterals(file: string, words: Set<string>): void {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, false)
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || isSample(node)) return
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      addText(node.text, words)
    ts.forEachChild(node, visit)
  }
  visit(source)
}

/** The sample of a reader is as a file would have it. */
function isSample(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'sample'
}

function addValues(value: unknown, words: Set<string>): void {
  if (typeof value === 'string') addText(value, words)
  else if (Array.isArray(value)) for (const one of value) addValues(one, words)
  else if (typeof value === 'object' && value !== null) addValues(Object.values(value), words)
}

/** Numbers are judged by their size; what is longer than this is no word. */
const WORD = /^[A-Za-z][A-Za-z0-9]{0,31}$/
/** Constants, colours. */
const CODE = /^(?=.*\d)[0-9a-f]{5,}$/i

function addText(text: string, words: Set<string>): void {
  for (const [word] of text.matchAll(/[A-Za-z0-9]+/g))
    if (WORD.test(word) && !CODE.test(word)) words.add(word.toLowerCase())
}

if (import.meta.main) {
  const words = ownWords()
  writeFileSync(
    join(root, 'main/report/redact/own-words.json'),
    `${JSON.stringify({ words: words.join(' ') }, null, 2)}\n`,
  )
  console.log(`${words.length} words`)
}
