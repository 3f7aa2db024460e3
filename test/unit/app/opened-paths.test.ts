import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startArguments } from '../../../main/app/opened-paths.ts'

test.each([
  ['nothing', [], [], false],
  [
    'relative and absolute names',
    ['a.pcap', resolve('/b/c d.txt')],
    [resolve('/work', 'a.pcap'), resolve('/b/c d.txt')],
    false,
  ],
  ['switches of Chromium', ['--no-sandbox', '-psn_0_1', '', 'a'], [resolve('/work', 'a')], false],
  ['names behind a double dash', ['--', '--odd', '-x'], [resolve('/work', '--odd'), resolve('/work', '-x')], false],
  ['the example', ['--example'], [], true],
  ['a file that is called like the flag', ['--', '--example'], [resolve('/work', '--example')], false],
])('%s', (_what, args, paths, example) => {
  expect(startArguments(args, '/work')).toEqual({ paths, example })
})
