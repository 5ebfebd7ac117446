# matrix-lane
# {
#   "client": "confluent-kafka-python",
#   "runtime": "python",
#   "versions": [
#     { "version": "2.16.1", "packages": { "confluent-kafka": "2.16.1" }, "fast": true },
#     { "version": "2.2.0", "packages": { "confluent-kafka": "2.2.0" } }
#   ]
# }
import threading

import confluent_kafka
from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic

from driver_protocol import Poller, bytes_of, say_partitions, say_record, serve


def code_of(error):
    """Codes below zero are librdkafka's own."""
    if error.args and isinstance(error.args[0], KafkaError):
        code = error.args[0].code()
        if code == KafkaError._AUTO_OFFSET_RESET and "out of range" in str(error).lower():
            return KafkaError.OFFSET_OUT_OF_RANGE
        return code if code >= 0 else None
    return None


producers = {}
consumers = {}
admins = {}


class OpenProducer:
    def __init__(self, config):
        self.producer = Producer(config)
        self.open = True
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        while self.open:
            self.producer.poll(0.05)

    def send(self, topic, records):
        left = [len(records)]
        failed = []
        done = threading.Event()

        def delivered(error, _message):
            if error is not None:
                failed.append(error)
            left[0] -= 1
            if left[0] == 0:
                done.set()

        for record in records:
            more = {name: record[name] for name in ("partition", "timestamp") if name in record}
            headers = [(name, bytes_of(text)) for name, text in record["headers"]]
            self.producer.produce(
                topic, bytes_of(record["value"]), bytes_of(record["key"]), on_delivery=delivered, headers=headers, **more
            )

        def finish():
            done.wait()
            if failed:
                raise KafkaException(failed[0])

        return finish

    def close(self):
        self.producer.flush(10)
        self.open = False
        self.thread.join()


def open_producer(h, bootstrap, codec="none", acks=-1, idempotent=False, partitioner=None, maxInFlight=None, maxRequestBytes=None):
    config = {
        "bootstrap.servers": bootstrap, "compression.type": codec, "acks": acks, "enable.idempotence": idempotent,
        "linger.ms": 5, "message.timeout.ms": 30000, "reconnect.backoff.max.ms": 500,
        "topic.metadata.refresh.fast.interval.ms": 100,
    }
    if partitioner == "murmur2":
        config["partitioner"] = "murmur2_random"
    if maxInFlight is not None:
        config["max.in.flight.requests.per.connection"] = maxInFlight
    if maxRequestBytes is not None:
        config["message.max.bytes"] = maxRequestBytes
    producers[h] = OpenProducer(config)


def close_producer(h):
    producers.pop(h).close()


class Member(Poller):
    def __init__(self, h, config, topics, assign):
        super().__init__(h, code_of)
        self.cooperative = "cooperative" in config["partition.assignment.strategy"]
        self.owned = set()
        self.consumer = Consumer(config)
        if assign is not None:
            partitions = [TopicPartition(*place) for place in assign]
            self.consumer.assign(partitions)
            say_partitions("assigned", h, [(one.topic, one.partition) for one in partitions])
        else:
            self.consumer.subscribe(topics, on_assign=self._assigned, on_revoke=self._revoked, on_lost=self._revoked)

    def _assigned(self, consumer, partitions):
        self.owned |= {(one.topic, one.partition) for one in partitions}
        if self.cooperative:
            consumer.incremental_assign(partitions)
        else:
            consumer.assign(partitions)
        say_partitions("assigned", self.h, sorted(self.owned))

    def _revoked(self, consumer, partitions):
        self.owned -= {(one.topic, one.partition) for one in partitions}
        if self.cooperative:
            consumer.incremental_unassign(partitions)
        else:
            consumer.unassign()
        say_partitions("revoked", self.h, [(one.topic, one.partition) for one in partitions])

    def poll(self):
        message = self.consumer.poll(0.05)
        if message is None:
            return
        if message.error() is not None:
            raise KafkaException(message.error())
        say_record(
            self.h, message.topic(), message.partition(), message.offset(), message.timestamp()[1],
            message.key(), message.value(), message.headers(),
        )

    def finish(self):
        self.consumer.close()


def open_consumer(h, bootstrap, group=None, topics=None, assign=None, reset="latest", autoCommit=False, autoCommitMs=5000,
                  instanceId=None, assignor="range", sessionMs=10000, fetchMinBytes=1, fetchWaitMs=300, fetchMaxBytes=None,
                  partitionMaxBytes=None):
    config = {
        "bootstrap.servers": bootstrap, "group.id": group or f"matrix-{h}", "enable.auto.commit": autoCommit,
        "auto.commit.interval.ms": autoCommitMs, "auto.offset.reset": {"none": "error"}.get(reset, reset),
        "session.timeout.ms": sessionMs, "heartbeat.interval.ms": 300, "fetch.min.bytes": fetchMinBytes,
        "fetch.wait.max.ms": fetchWaitMs, "reconnect.backoff.max.ms": 500,
        "partition.assignment.strategy": {"cooperative": "cooperative-sticky"}.get(assignor, assignor),
        "socket.timeout.ms": max(10000, fetchWaitMs + 2000),
    }
    if instanceId is not None:
        config["group.instance.id"] = instanceId
    if fetchMaxBytes is not None:
        # It must not be below message.max.bytes.
        config["fetch.max.bytes"] = fetchMaxBytes
        config["message.max.bytes"] = min(1000000, fetchMaxBytes)
    if partitionMaxBytes is not None:
        config["max.partition.fetch.bytes"] = partitionMaxBytes
    member = Member(h, config, topics, assign)
    consumers[h] = member
    member.start()


def close_consumer(h):
    consumers.pop(h).close()


def on(h, work):
    member = consumers[h]
    member.run(lambda: work(member.consumer))


def commit(h):
    def work(consumer):
        for one in consumer.commit(asynchronous=False):
            if one.error is not None:
                raise KafkaException(one.error)

    on(h, work)


def places(partitions):
    return [TopicPartition(topic, partition) for topic, partition in partitions]


def admin(bootstrap):
    if bootstrap not in admins:
        admins[bootstrap] = AdminClient({"bootstrap.servers": bootstrap, "reconnect.backoff.max.ms": 500})
    return admins[bootstrap]


def only(futures):
    return next(iter(futures.values())).result(15)


def describe_topic(bootstrap, topic):
    found = admin(bootstrap).list_topics(topic, timeout=10).topics[topic]
    if found.error is not None:
        raise KafkaException(found.error)
    partitions = [
        {"partition": one.id, "leader": one.leader, "replicas": one.replicas, "isr": one.isrs}
        for one in found.partitions.values()
    ]
    return {"partitions": partitions}


def describe_cluster(bootstrap):
    metadata = admin(bootstrap).list_topics(timeout=10)
    brokers = [{"id": one.id, "host": one.host, "port": one.port} for one in metadata.brokers.values()]
    return {"brokers": brokers, "controller": metadata.controller_id, "clusterId": metadata.cluster_id}


def describe_config(bootstrap, topic):
    found = only(admin(bootstrap).describe_configs([ConfigResource(ConfigResource.Type.TOPIC, topic)]))
    return {"config": {name: entry.value for name, entry in found.items()}}


def alter_config(bootstrap, topic, set):  # noqa: A002
    if hasattr(AdminClient, "incremental_alter_configs"):
        from confluent_kafka.admin import AlterConfigOpType, ConfigEntry

        entries = [ConfigEntry(name, value, incremental_operation=AlterConfigOpType.SET) for name, value in set.items()]
        resource = ConfigResource(ConfigResource.Type.TOPIC, topic, incremental_configs=entries)
        only(admin(bootstrap).incremental_alter_configs([resource]))
    else:
        only(admin(bootstrap).alter_configs([ConfigResource(ConfigResource.Type.TOPIC, topic, set_config=set)]))


def delete_records(bootstrap, topic, partition, before):
    only(admin(bootstrap).delete_records([TopicPartition(topic, partition, before)]))


def offset_at(bootstrap, topic, partition, time):
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "matrix-offsets"})
    try:
        if time < 0:
            low, high = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=10)
            return {"offset": low if time == -2 else high}
        found = consumer.offsets_for_times([TopicPartition(topic, partition, time)], timeout=10)[0]
        if found.error is not None:
            raise KafkaException(found.error)
        return {"offset": found.offset}
    finally:
        consumer.close()


def list_groups(bootstrap):
    return {"groups": [group.id for group in admin(bootstrap).list_groups(timeout=10)]}


def describe_group(bootstrap, group):
    found = admin(bootstrap).list_groups(group, timeout=10)[0]
    if found.error is not None:
        raise KafkaException(found.error)
    return {"state": found.state, "members": [member.id for member in found.members]}


def group_offsets(bootstrap, group, topic, partitions):
    from confluent_kafka import ConsumerGroupTopicPartitions

    asked = ConsumerGroupTopicPartitions(group, [TopicPartition(topic, one) for one in partitions])
    found = only(admin(bootstrap).list_consumer_group_offsets([asked]))
    return {"offsets": [[one.topic, one.partition, one.offset] for one in found.topic_partitions]}


def alter_group_offsets(bootstrap, group, offsets):
    from confluent_kafka import ConsumerGroupTopicPartitions

    wanted = ConsumerGroupTopicPartitions(group, [TopicPartition(*place) for place in offsets])
    for one in only(admin(bootstrap).alter_consumer_group_offsets([wanted])).topic_partitions:
        if one.error is not None:
            raise KafkaException(one.error)


operations = {
    "producer.open": open_producer,
    "producer.send": lambda h, topic, records: producers[h].send(topic, records),
    "producer.close": close_producer,
    "consumer.open": open_consumer,
    "consumer.commit": commit,
    "consumer.seek": lambda h, topic, partition, offset: on(h, lambda c: c.seek(TopicPartition(topic, partition, offset))),
    "consumer.pause": lambda h, partitions: on(h, lambda c: c.pause(places(partitions))),
    "consumer.resume": lambda h, partitions: on(h, lambda c: c.resume(places(partitions))),
    "consumer.close": close_consumer,
    "admin.createTopic": lambda bootstrap, topic, partitions, config: only(
        admin(bootstrap).create_topics([NewTopic(topic, partitions, 1, config=config)])
    ),
    "admin.deleteTopic": lambda bootstrap, topic: only(admin(bootstrap).delete_topics([topic])),
    "admin.listTopics": lambda bootstrap: {"topics": list(admin(bootstrap).list_topics(timeout=10).topics)},
    "admin.describeTopic": describe_topic,
    "admin.describeCluster": describe_cluster,
    "admin.describeConfig": describe_config,
    "admin.alterConfig": alter_config,
    "admin.createPartitions": lambda bootstrap, topic, total: only(
        admin(bootstrap).create_partitions([NewPartitions(topic, total)])
    ),
    "admin.deleteRecords": delete_records,
    "admin.offsetAt": offset_at,
    "admin.listGroups": list_groups,
    "admin.describeGroup": describe_group,
    "admin.deleteGroup": lambda bootstrap, group: only(admin(bootstrap).delete_consumer_groups([group])),
    "admin.groupOffsets": group_offsets,
    "admin.alterGroupOffsets": alter_group_offsets,
}

version = confluent_kafka.__version__
lacks = {"admin.deleteGroupOffsets": "confluent-kafka for Python has no deletion of a group's offsets"}
for method, op in {
    "delete_records": "deleteRecords", "delete_consumer_groups": "deleteGroup", "list_consumer_group_offsets": "groupOffsets",
    "alter_consumer_group_offsets": "alterGroupOffsets",
}.items():
    if not hasattr(AdminClient, method):
        lacks[f"admin.{op}"] = f"confluent-kafka {version} has no AdminClient.{method}"

serve(f"{version}, librdkafka {confluent_kafka.libversion()[0]}", lacks, operations, code_of, in_order=("producer.send",))
