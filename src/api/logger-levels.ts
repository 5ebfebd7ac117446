/**
 * Levels of this broker's loggers, changed while it runs (IncrementalAlterConfigs of BROKER_LOGGER, KIP-412). A
 * restart forgets them.
 */

import { RequestError } from '../controller/context.ts'
import { refusable } from '../controller/partial-results.ts'
import type { LogSink } from '../host/host.ts'
import { LOGGER_LEVELS, type LoggerLevel, type Loggers, ROOT_LOGGER } from '../host/loggers.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { IncrementalAlterConfigsRequest } from '../protocol/generated/incremental-alter-configs-request.ts'
import { AlterConfigsResourceResponse } from '../protocol/generated/incremental-alter-configs-response.ts'

const SET = 0
const DELETE = 1
const APPEND = 2
const SUBTRACT = 3

type Resource = IncrementalAlterConfigsRequest['resources'][number]
type Change = Resource['configs'][number]

export interface LoggerServices {
  readonly nodeId: number
  readonly loggers: Pick<Loggers, 'has' | 'setLevel'>
  readonly log: LogSink
}

/** Changes all that one resource of a request asks for, or nothing of it. */
export function alterLoggers(
  services: LoggerServices,
  resource: Resource,
  validateOnly: boolean,
): AlterConfigsResourceResponse {
  const { resourceType, resourceName, configs } = resource
  const answer = Object.assign(new AlterConfigsResourceResponse(), { resourceType, resourceName, errorMessage: null })
  refusable(answer, () => {
    checkNode(services.nodeId, resourceName)
    for (const change of configs) check(services.loggers, change)
    if (validateOnly) return
    for (const { name, configOperation, value } of configs) change(services, name, configOperation, value)
  })
  return answer
}

function invalid(message: string): RequestError {
  return new RequestError(ErrorCode.INVALID_REQUEST, message)
}

function checkNode(nodeId: number, name: string): void {
  if (!/^[+-]?\d+$/.test(name)) throw invalid(`Node id must be an integer, but it is: ${name}`)
  if (Number(name) !== nodeId) throw invalid(`Unexpected node id. Expected ${nodeId}, but received ${name}`)
}

function check(loggers: LoggerServices['loggers'], { name, configOperation, value }: Change): void {
  const notAllowed = (what: string): RequestError => invalid(`${what} is not allowed for the BROKER_LOGGER resource`)
  switch (configOperation) {
    case SET:
    case DELETE:
      break
    case APPEND:
      throw notAllowed('APPEND operation')
    case SUBTRACT:
      throw notAllowed('SUBTRACT operation')
    default:
      throw notAllowed(`Unknown operation type ${configOperation}`)
  }
  if (!loggers.has(name)) throw new RequestError(ErrorCode.INVALID_CONFIG, `Logger ${name} does not exist!`)
  if (configOperation === DELETE) {
    if (name === ROOT_LOGGER) throw invalid(`Removing the log level of the ${ROOT_LOGGER} logger is not allowed`)
  } else if (!LOGGER_LEVELS.includes(value as LoggerLevel)) {
    const sentence = `Cannot set the log level of ${name} to ${value} as it is not a supported log level.`
    const valid = [...LOGGER_LEVELS].sort().join(', ')
    throw new RequestError(ErrorCode.INVALID_CONFIG, `${sentence} Valid log levels are ${valid}`)
  }
}

function change({ loggers, log }: LoggerServices, name: string, operation: number, value: string | null): void {
  const level = operation === SET ? (value as LoggerLevel) : null
  loggers.setLevel(name, level)
  log.log('warn', level === null ? 'A logger has no level of its own any more.' : 'A logger has another level.', {
    logger: name,
    ...(level === null ? {} : { level }),
  })
}
