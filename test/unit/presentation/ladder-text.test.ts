import { describe, expect, it } from 'vitest'
import { wrap } from '../../../main/presentation/ladder-text.ts'

describe('text in lines of a width', () => {
  it.each([
    ['gsk_secure_socket_init', 22, ['gsk_secure_socket_init']],
    ['gsk_secure_socket_init', 19, ['gsk_secure_socket_', 'init']],
    ['read_v3_extended_client_hello', 18, ['read_v3_extended_', 'client_hello']],
    ['a_very_long_name_that_never_comes_to_an_end', 12, ['a_very_long_', 'name_that_n…']],
    ['no_early', 4, ['no_', 'ear…']],
    ['abcdefghijkl', 6, ['abcdef', 'ghijkl']],
    ['status is GSK_ERR_NO_CIPHERS', 16, ['status is', 'GSK_ERR_NO_CIPH…']],
    ['', 10, []],
  ])('%j in %i letters', (text, letters, lines) => expect(wrap(text, letters * 7, 7, 2)).toEqual(lines))
})
