import type { MessageCodec } from '../protocol/message.ts'
import type { ApiRow, ListenerKind } from './api.ts'

export type Handler<Services, Request, Response> = Pick<ApiRow<Services, Request, Response>, 'handle' | 'fail'>

export type RowOptions = Partial<
  Pick<ApiRow<never, never, never>, 'advertisedMinVersion' | 'borrowsFrame' | 'pipelined'>
>

/** Makes the rows of one kind of listener. Versions are those that are served, both ends included. */
export function rowsOf(listener: ListenerKind) {
  return <Services, Request, Response>(
    name: string,
    minVersion: number,
    maxVersion: number,
    request: MessageCodec<Request>,
    response: MessageCodec<Response>,
    { handle, fail }: Handler<Services, Request, Response>,
    options: RowOptions = {},
  ): ApiRow<Services, Request, Response> => ({
    key: request.apiKey,
    name,
    minVersion,
    maxVersion,
    request,
    response,
    listeners: [listener],
    handle,
    fail,
    ...options,
  })
}
