import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { type JsonValue, jsonText } from '../protocol/json.ts'
import { selectedVectors } from '../protocol/test-support/vectors.ts'
import { runProtocolCommand } from './protocol.ts'

async function run(args: string[], input: string): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const outputs = Promise.all([text(stdout), text(stderr)])
  const code = await runProtocolCommand(args, Readable.from([input]), stdout, stderr)
  stdout.end()
  stderr.end()
  const [out, err] = await outputs
  return { code, out, err }
}

const lines = (values: unknown[]): string => values.map(value => `${jsonText(value as JsonValue)}\n`).join('')
const parsed = (output: string): unknown[] =>
  output
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as unknown)

describe('gregor protocol', () => {
  const vectors = selectedVectors().filter(vector => vector.kind !== 'unknown-tags')

  it('decodes lines and keeps their other keys', async () => {
    const { code, out, err } = await run(['decode'], lines(vectors.map(({ json, ...rest }) => rest)))
    expect([code, err]).toEqual([0, ''])
    expect(parsed(out)).toEqual(vectors)
  })

  it('encodes lines', async () => {
    const { code, out, err } = await run(['encode'], lines(vectors.map(({ hex, ...rest }) => rest)))
    expect([code, err]).toEqual([0, ''])
    expect(parsed(out)).toEqual(vectors)
  })

  it('keeps the sign of a negative zero', async () => {
    const json = '{"entries":[{"entity":[],"ops":[{"key":"k","value":-0.0,"remove":false}]}],"validateOnly":false}'
    const encoded = await run(['encode'], `{"message":"AlterClientQuotasRequest","version":0,"json":${json}}\n`)
    expect(encoded.out).toContain(json)
    expect((await run(['decode'], encoded.out)).out).toBe(encoded.out)
  })

  it('converts the good lines, tells of the bad ones with their numbers, and exits with 1', async () => {
    const input = [
      'x',
      '{"message":"NoOpRecord","version":0,"hex":"00"}',
      '',
      '[]',
      '{"message":"Foo","version":0,"hex":""}',
      '{"message":"FetchRequest","version":99,"hex":""}',
      '{"message":"FetchRequest","version":"1","hex":""}',
      '{"message":"FetchRequest","version":12,"hex":"00"}',
      '{"message":"NoOpRecord","version":0,"hex":"0011"}',
      '{"message":"NoOpRecord","version":0,"hex":"0"}',
      '{"version":0,"hex":"0"}',
    ]
    const { code, out, err } = await run(['decode'], input.join('\r\n'))
    expect(code).toBe(1)
    expect(parsed(out)).toEqual([{ message: 'NoOpRecord', version: 0, json: {}, hex: '00' }])
    const complaints = err.trim().split('\n')
    expect(complaints[0]).toMatch(/^line 1: is no JSON: /)
    expect(complaints.slice(1)).toEqual([
      'line 4: is no JSON object',
      'line 5: there is no message "Foo"',
      'line 6: FetchRequest has versions 0 to 18, not 99',
      'line 7: "version" must be a number',
      'line 8: the 1 bytes are no FetchRequest of version 12',
      'line 9: 1 of the 2 bytes are left over behind the message',
      'line 10: "hex" must be hexadecimal digits',
      'line 11: "message" must be the name of a message',
    ])
  })

  it('says where JSON is wrong', async () => {
    const input = lines([
      { message: 'FetchRequest', version: 12, json: { topics: [{ partitions: 5 }] } },
      { message: 'FetchRequest', version: 12 },
      { message: 'FetchRequest', version: 12, json: { rackId: 'a'.repeat(40_000) } },
    ])
    const { code, out, err } = await run(['encode'], input)
    expect([code, out]).toEqual([1, ''])
    expect(err.split('\n')).toEqual([
      'line 1: "json" /topics/0/partitions: an array is needed, not 5',
      'line 2: "json" is missing',
      'line 3: a string of 40000 bytes is longer than the 32767 that a message can hold',
      '',
    ])
  })

  it('lists the messages and shows how it is used', async () => {
    expect((await run(['list'], '')).out).toContain('FetchRequest 0-18\n')
    expect(await run(['--help'], '')).toMatchObject({ code: 0, err: '' })
    const wrong = await run(['translate'], '')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('usage: gregor protocol')
  })
})
