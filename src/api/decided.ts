/**
 * Rows of APIs that the active controller decides. On brokers' listeners (KIP-590) the request goes to wherever that
 * controller is, as it came; on controllers' listeners it goes to the controller of this node, which says so
 * when another leads.
 */
import { NotControllerError } from '../broker/controller-node.ts'
import type { ControllerChannel } from '../broker/lifecycle.ts'
import type { PeerApi } from '../broker/peers/peer-connection.ts'
import { RequestError } from '../controller/context.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { ApiRow, RequestContext } from './api.ts'
import { rowsOf } from './rows.ts'

export interface DecidedApi<Request extends object, Response extends object> extends PeerApi<Request, Response> {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
  readonly fail: Refusal<Request, Response>
}

type Refusal<Request, Response> = (request: Request, errorCode: number, apiVersion: number) => Response

export function decidedApi<Request extends object, Response extends object>(
  name: string,
  minVersion: number,
  maxVersion: number,
  codecs: PeerApi<Request, Response>,
  fail: Refusal<Request, Response>,
): DecidedApi<Request, Response> {
  return { name, minVersion, maxVersion, ...codecs, fail }
}

export interface ForwardServices {
  readonly controller: ControllerChannel
}

/** A row of the brokers' listeners. */
export function forwarded<Request extends object, Response extends object>(
  api: DecidedApi<Request, Response>,
): ApiRow<ForwardServices, Request, Response> {
  const { name, minVersion, maxVersion, request, response, fail } = api
  return rowsOf('broker')(name, minVersion, maxVersion, request, response, {
    handle: (services: ForwardServices, context, body) => forward(services, context, body, fail),
    fail,
  })
}

export interface LocalControllerServices {
  /** The controller of this node, which throws NotControllerError while another leads. */
  readonly localController: ControllerChannel
}

/** A row of the controllers' listeners. */
export function decided<Request extends object, Response extends object>(
  api: DecidedApi<Request, Response>,
): ApiRow<LocalControllerServices, Request, Response> {
  const { name, minVersion, maxVersion, request, response, fail } = api
  return rowsOf('controller')(name, minVersion, maxVersion, request, response, {
    handle: ({ localController }: LocalControllerServices, context, body) =>
      forward({ controller: localController }, context, body, fail),
    fail,
  })
}

/** The controller's answer to a request, whichever way it ends. */
export async function forward<Request extends object, Response extends object>(
  { controller }: ForwardServices,
  { apiKey, apiVersion, connection, clientId }: RequestContext,
  body: Request,
  fail: Refusal<Request, Response>,
): Promise<Response> {
  try {
    const sender = { principal: connection.principal, address: connection.remoteAddress, clientId }
    return (await controller.request(apiKey, apiVersion, body, sender)) as Response
  } catch (error) {
    if (error instanceof NotControllerError) return fail(body, ErrorCode.NOT_CONTROLLER, apiVersion)
    if (error instanceof RequestError) return fail(body, error.errorCode, apiVersion)
    throw error
  }
}
