/**
 * "Created" means ready to use, also where another node is the controller: its answer is passed on when this broker's
 * image shows what was done. Kafka does not wait, and its clients meet UNKNOWN_TOPIC_OR_PARTITION for a moment.
 */
import type { Timers } from '../host/host.ts'
import type { MetadataImage } from '../metadata/image.ts'
import { ApiKey } from '../protocol/api-keys.ts'
import { ErrorCode } from '../protocol/errors.ts'
import type { CreatePartitionsRequest } from '../protocol/generated/create-partitions-request.ts'
import type { CreateTopicsRequest } from '../protocol/generated/create-topics-request.ts'
import type { CreateTopicsResponse } from '../protocol/generated/create-topics-response.ts'
import type { DeleteTopicsResponse } from '../protocol/generated/delete-topics-response.ts'
import type { MetadataLoader } from './metadata-loader.ts'

/** Longer than a round of the metadata log; a broker that lags behind by more must not hold answers back. */
const MAX_WAIT_MS = 1000

type Shows = (image: MetadataImage) => boolean

export async function whenSeen(
  loader: MetadataLoader,
  timers: Timers,
  apiKey: number,
  request: object,
  response: object,
): Promise<void> {
  const shows = expected(apiKey, request, response)
  if (shows === null || shows(loader.image)) return
  await new Promise<void>(resolve => {
    const timer = timers.after(MAX_WAIT_MS, resolve)
    void loader.whenImage(shows).then(() => {
      timer.cancel()
      resolve()
    })
  })
}

function expected(apiKey: number, request: object, response: object): Shows | null {
  switch (apiKey) {
    case ApiKey.CreateTopics: {
      if ((request as CreateTopicsRequest).validateOnly) return null
      const made = (response as CreateTopicsResponse).topics.filter(({ errorCode }) => errorCode === ErrorCode.NONE)
      return image => made.every(({ name }) => image.topics.byName(name) !== undefined)
    }
    case ApiKey.CreatePartitions: {
      const { topics, validateOnly } = request as CreatePartitionsRequest
      const { results } = response as { results: readonly { name: string; errorCode: number }[] }
      if (validateOnly) return null
      const failed = new Set(results.flatMap(({ name, errorCode }) => (errorCode === ErrorCode.NONE ? [] : [name])))
      const grown = topics.filter(({ name }) => !failed.has(name))
      return image => grown.every(({ name, count }) => (image.topics.byName(name)?.partitions.size ?? count) >= count)
    }
    case ApiKey.DeleteTopics: {
      const { responses } = response as DeleteTopicsResponse
      const gone = responses.filter(({ errorCode }) => errorCode === ErrorCode.NONE)
      return image => gone.every(({ topicId }) => image.topics.byId(topicId) === undefined)
    }
    default:
      return null
  }
}
