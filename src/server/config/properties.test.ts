import { describe, expect, it } from 'vitest'
import { parseProperties } from './properties.ts'

const pairs = (text: string) => parseProperties(text).map(({ key, value }) => [key, value])

describe('Java properties', () => {
  it.each([
    ['a=b', [['a', 'b']]],
    ['a:b', [['a', 'b']]],
    ['a b c', [['a', 'b c']]],
    ['  a \t = \t b ', [['a', 'b ']]],
    ['a', [['a', '']]],
    ['a=', [['a', '']]],
    ['=b', [['', 'b']]],
    ['a = = b', [['a', '= b']]],
    ['a:=b', [['a', '=b']]],
    ['listeners=PLAINTEXT://:9092', [['listeners', 'PLAINTEXT://:9092']]],
    ['# c\n! d\n   # e\na=1#2', [['a', '1#2']]],
    [
      'a=1\r\nb=2\rc=3\n',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
    ],
    [
      'a=1,\\\n   2,\\\n\t3\nb=4',
      [
        ['a', '1,2,3'],
        ['b', '4'],
      ],
    ],
    ['a=1\\\n# not a comment', [['a', '1# not a comment']]],
    [
      'a=1\\\\\nb=2',
      [
        ['a', '1\\'],
        ['b', '2'],
      ],
    ],
    ['a=1\\', [['a', '1']]],
    ['a\\ b\\=c\\:d=e', [['a b=c:d', 'e']]],
    ['a=\\t\\n\\r\\f\\q\\"', [['a', '\t\n\r\fq"']]],
    ['a=\\u00e9\\u4e2d', [['a', 'é中']]],
    ['a=é中', [['a', 'é中']]],
    ['\ufeffa=b', [['a', 'b']]],
    ['', []],
  ] as [string, string[][]][])('reads %j', (text, expected) => {
    expect(pairs(text)).toEqual(expected)
  })

  it('says on which line a pair begins, and where an escape is broken', () => {
    expect(parseProperties('\n# x\na=1\\\n 2\nb=3').map(({ key, line }) => [key, line])).toEqual([
      ['a', 3],
      ['b', 5],
    ])
    expect(() => parseProperties('a=1\nb=\\u12')).toThrow('\\u needs four hexadecimal digits, not "12"')
  })
})
