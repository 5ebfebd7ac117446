import { expectEqual } from '../../harness/cases.ts'
import type { Scenario } from '../scenario.ts'

const AFTER_RESTART_MS = 40_000

export const lifecycleScenarios: readonly Scenario[] = [
  {
    name: 'restart-consumer-and-producer',
    about:
      'The broker restarts: the open producer and the open member of a group find it again, no record is lost or doubled.',
    restarts: true,
    timeoutMs: 90_000,
    run: async stage => {
      const topic = await stage.topic(1)
      const producer = await stage.producer()
      const reader = await stage.reader(topic)
      await producer.send(topic, [{ key: 'k', value: 'before' }])
      await reader.until(1)
      const commits = stage.driver.lack('consumer.commit') === null
      if (commits) await reader.commit()
      await stage.restart()
      // A client that gives up tells so; it may be asked again, as an application would.
      await stage.eventually(
        'a record after the restart',
        () => producer.send(topic, [{ key: 'k', value: 'after' }]).then(() => true),
        AFTER_RESTART_MS,
      )
      await stage.eventually(
        'the record after the restart',
        () => (reader.values.includes('after') ? true : null),
        AFTER_RESTART_MS,
      )
      // A member that cannot commit may have had to begin anew.
      const values = commits ? reader.values : [...new Set(reader.values)]
      expectEqual(values.slice(0, 2), ['before', 'after'], 'values')
      await producer.send(topic, [{ key: 'k', value: 'last' }])
      await stage.eventually('the last record', () => (reader.values.includes('last') ? true : null))
    },
  },
  {
    name: 'restart-idempotent',
    about: 'An idempotent producer goes on over a restart of the broker: its records are stored once, in order.',
    restarts: true,
    timeoutMs: 90_000,
    run: async stage => {
      const topic = await stage.topic(1)
      const producer = await stage.producer({ idempotent: true })
      await producer.send(topic, [{ key: 'k', value: 'v0' }])
      await producer.send(topic, [{ key: 'k', value: 'v1' }])
      await stage.restart()
      await stage.eventually(
        'a record after the restart',
        () => producer.send(topic, [{ key: 'k', value: 'v2' }]).then(() => true),
        AFTER_RESTART_MS,
      )
      await producer.send(topic, [{ key: 'k', value: 'v3' }])
      const reader = await stage.reader(topic)
      await reader.until(4)
      expectEqual(reader.values, ['v0', 'v1', 'v2', 'v3'], 'values')
    },
  },
]
