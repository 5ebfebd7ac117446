import { describe, expect, it } from 'vitest'
import { parseArguments, USAGE, UsageError } from './arguments.ts'

const START = {
  command: 'start',
  file: null,
  overrides: [],
  port: null,
  dataDir: null,
  memory: false,
  realistic: false,
  logLevel: 'info',
  clusterId: null,
  nodes: 1,
}

describe('the command line', () => {
  it.each([
    ['', START],
    ['start', START],
    ['start server.properties', { ...START, file: 'server.properties' }],
    ['./server.properties --port 7', { ...START, file: './server.properties', port: 7 }],
    ['start --port=0', { ...START, port: 0 }],
    ['--override a=1 --override=b=2=3', { ...START, overrides: ['a=1', 'b=2=3'] }],
    ['--data-dir x --realistic', { ...START, dataDir: 'x', realistic: true }],
    ['--memory --log-level debug', { ...START, memory: true, logLevel: 'debug' }],
    ['--version', { command: 'version' }],
    ['start -v', { command: 'version' }],
    ['help', { command: 'help' }],
    ['start --help --nonsense', { command: 'help' }],
    ['protocol decode --x', { command: 'protocol', rest: ['decode', '--x'] }],
  ])('gregor %s', (line, expected) => {
    expect(parseArguments(line.split(' ').filter(word => word !== ''))).toEqual(expected)
  })

  it.each([
    ['strat', 'There is no command "strat". Did you mean gregor start?'],
    [
      'topics',
      'There is no command "topics"; a properties file is given by its path, such as ./topics. See gregor --help.',
    ],
    ['--prot 1', 'There is no option --prot. Did you mean --port?'],
    ['--nonsense', 'There is no option --nonsense. See gregor --help.'],
    ['--port', '--port needs a value.'],
    ['--port x', '--port must be a number between 0 and 65535, not "x".'],
    ['--port 65536', '--port must be a number between 0 and 65535, not "65536".'],
    ['--memory=yes', '--memory takes no value.'],
    ['--memory --data-dir x', 'Choose --memory or --data-dir, not both.'],
    ['a.properties b.properties', 'Only one properties file can be given, not both a.properties and b.properties.'],
    ['--log-level loud', '--log-level must be one of debug, info, warn, error, not "loud".'],
  ])('gregor %s is refused with a sentence', (line, message) => {
    expect(() => parseArguments(line.split(' '))).toThrow(new UsageError(message))
  })

  it('is explained, every option of it', () => {
    for (const flag of [
      '--port',
      '--data-dir',
      '--memory',
      '--override',
      '--realistic',
      '--log-level',
      '--version',
      '--help',
    ]) {
      expect(USAGE).toContain(flag)
    }
  })
})
