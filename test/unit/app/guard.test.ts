import { expect, test } from 'vitest'
import { isFrom } from '../../../main/app/guard.ts'
import { pageAddress } from '../../../main/app/origin.ts'

test.each([
  ['app://gskope', 'app://gskope/index.html', true],
  ['app://gskope', 'app://gskope.evil/index.html', false],
  ['app://gskope', 'app://evil/gskope', false],
  ['app://gskope', 'https://gskope/', false],
  ['app://gskope', 'file:///etc/passwd', false],
  ['app://gskope', 'javascript:alert(1)', false],
  ['app://gskope', 'about:blank', false],
  ['app://gskope', '', false],
  ['http://localhost:5173', 'ws://localhost:5173/', true],
  ['http://localhost:5173', 'http://localhost:5174/', false],
])('%s: %s', (origin, address, own) => {
  expect(isFrom(origin, address)).toBe(own)
})

test('a packaged application never looks at the address of a development server', () => {
  expect(pageAddress(true, 'http://localhost:5173')).toEqual({ url: 'app://gskope/index.html', origin: 'app://gskope' })
  expect(pageAddress(false, 'http://localhost:5173/')).toEqual({
    url: 'http://localhost:5173/',
    origin: 'http://localhost:5173',
  })
})
