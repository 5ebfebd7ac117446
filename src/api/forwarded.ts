/** APIs that the active controller answers (KIP-590): the broker passes them on, here through its channel, which knows where the controller is. */

import { NotControllerError } from '../broker/controller-node.ts'
import type { ControllerChannel } from '../broker/lifecycle.ts'
import { RequestError } from '../controller/context.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { MessageCodec } from '../protocol/message.ts'
import type { ApiRow, RequestContext } from './api.ts'

export interface ForwardServices {
  readonly controller: ControllerChannel
}

/** A table row whose request goes to the controller as it came. */
export function forwarded<Request extends object, Response extends object>(
  name: string,
  minVersion: number,
  maxVersion: number,
  request: MessageCodec<Request>,
  response: MessageCodec<Response>,
  fail: (request: Request, errorCode: number, apiVersion: number) => Response,
): ApiRow<ForwardServices, Request, Response> {
  return {
    key: request.apiKey,
    name,
    minVersion,
    maxVersion,
    request,
    response,
    listeners: ['broker'],
    handle: (services, context, body) => forward(services, context, body, fail),
    fail,
  }
}

/** The controller's answer to a request, whichever way it ends. */
export async function forward<Request extends object, Response extends object>(
  { controller }: ForwardServices,
  { apiKey, apiVersion, connection, clientId }: RequestContext,
  body: Request,
  fail: (request: Request, errorCode: number, apiVersion: number) => Response,
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
