# matrix-lane
# {
#   "client": "kafka-python",
#   "runtime": "python",
#   "versions": [
#     { "version": "3.0.12", "packages": { "kafka-python": "3.0.12", "python-snappy": "0.7.3", "lz4": "4.4.4", "zstandard": "0.23.0" } },
#     { "version": "2.2.15", "packages": { "kafka-python": "2.2.15", "python-snappy": "0.7.3", "lz4": "4.4.4", "zstandard": "0.23.0" } }
#   ]
# }
import kafka
import kafka.errors
from kafka import ConsumerRebalanceListener, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient, NewPartitions, NewTopic
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from kafka.structs import OffsetAndMetadata

from driver_protocol import Failed, Poller, bytes_of, say_partitions, say_record, serve

try:
    from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
except ImportError:
    CooperativeStickyAssignor = None

IS_3 = int(kafka.__version__.split(".")[0]) >= 3


def code_of(error):
    code = getattr(error, "errno", None)
    return code if isinstance(code, int) and code >= 0 else None


def check(code, what):
    if code not in (0, None):
        raise Failed(code, what)


producers = {}
consumers = {}
admins = {}


def open_producer(h, bootstrap, codec="none", acks=-1, idempotent=False, partitioner=None, maxInFlight=None, maxRequestBytes=None):
    config = {
        "bootstrap_servers": bootstrap, "acks": "all" if acks == -1 else acks, "linger_ms": 5,
        "compression_type": None if codec == "none" else codec, "enable_idempotence": idempotent,
        "reconnect_backoff_max_ms": 500, "retries": 100, "delivery_timeout_ms": 30000, "request_timeout_ms": 15000,
        "max_in_flight_requests_per_connection": 1 if maxInFlight is None else maxInFlight,
    }
    if maxRequestBytes is not None:
        config["max_request_size"] = maxRequestBytes
    producers[h] = KafkaProducer(**config)


def send(h, topic, records):
    futures = []
    for record in records:
        futures.append(
            producers[h].send(
                topic, value=bytes_of(record["value"]), key=bytes_of(record["key"]),
                headers=[(name, bytes_of(text)) for name, text in record["headers"]],
                partition=record.get("partition"), timestamp_ms=record.get("timestamp"),
            )
        )
    producers[h].flush(60)

    def finish():
        for future in futures:
            future.get(60)

    return finish


def close_producer(h):
    producers.pop(h).close(10)


class Member(Poller, ConsumerRebalanceListener):
    def __init__(self, h, config, topics, assign):
        super().__init__(h, code_of)
        self.owned = set()
        self.consumer = KafkaConsumer(**config)
        if assign is not None:
            places = [TopicPartition(topic, partition) for topic, partition, *_ in assign]
            self.consumer.assign(places)
            for topic, partition, *offset in assign:
                if offset:
                    self.consumer.seek(TopicPartition(topic, partition), offset[0])
            say_partitions("assigned", h, places)
        else:
            self.consumer.subscribe(topics, listener=self)

    def on_partitions_assigned(self, assigned):
        self.owned |= set(assigned)
        say_partitions("assigned", self.h, sorted(self.owned))

    def on_partitions_revoked(self, revoked):
        self.owned -= set(revoked)
        say_partitions("revoked", self.h, sorted(revoked))

    def on_partitions_lost(self, lost):
        self.on_partitions_revoked(lost)

    def poll(self):
        # Version 3 loses an assignment for good when the time of a poll is over between joining and syncing: short polls meet that.
        for records in self.consumer.poll(500).values():
            for one in records:
                say_record(self.h, one.topic, one.partition, one.offset, one.timestamp, one.key, one.value, one.headers)

    def finish(self):
        self.consumer.close()


def open_consumer(h, bootstrap, group=None, topics=None, assign=None, reset="latest", autoCommit=False, autoCommitMs=5000,
                  instanceId=None, assignor="range", sessionMs=10000, fetchMinBytes=1, fetchWaitMs=300, fetchMaxBytes=None,
                  partitionMaxBytes=None):
    config = {
        "bootstrap_servers": bootstrap, "group_id": group, "enable_auto_commit": autoCommit and group is not None,
        "auto_commit_interval_ms": autoCommitMs, "auto_offset_reset": reset, "session_timeout_ms": sessionMs,
        "heartbeat_interval_ms": 300, "fetch_min_bytes": fetchMinBytes, "fetch_max_wait_ms": fetchWaitMs,
        "reconnect_backoff_max_ms": 500,
        "partition_assignment_strategy": [
            {"range": RangePartitionAssignor, "roundrobin": RoundRobinPartitionAssignor, "cooperative": CooperativeStickyAssignor}[
                assignor
            ]
        ],
    }
    if instanceId is not None:
        config["group_instance_id"] = instanceId
    if fetchMaxBytes is not None:
        config["fetch_max_bytes"] = fetchMaxBytes
    if partitionMaxBytes is not None:
        config["max_partition_fetch_bytes"] = partitionMaxBytes
    member = Member(h, config, topics, assign)
    consumers[h] = member
    member.start()


def close_consumer(h):
    consumers.pop(h).close()


def on(h, work):
    member = consumers[h]
    member.run(lambda: work(member.consumer))


def places(partitions):
    return [TopicPartition(topic, partition) for topic, partition in partitions]


def admin(bootstrap):
    if bootstrap not in admins:
        admins[bootstrap] = KafkaAdminClient(bootstrap_servers=bootstrap, reconnect_backoff_max_ms=500)
    return admins[bootstrap]


def create_topic(bootstrap, topic, partitions, config):
    admin(bootstrap).create_topics([NewTopic(topic, partitions, 1, topic_configs=config)])


def describe_topic(bootstrap, topic):
    (found,) = admin(bootstrap).describe_topics([topic])
    check(found["error_code"], f"describing {topic}")
    partitions = [
        {
            "partition": one.get("partition_index", one.get("partition")), "leader": one.get("leader_id", one.get("leader")),
            "replicas": one.get("replica_nodes", one.get("replicas")), "isr": one.get("isr_nodes", one.get("isr")),
        }
        for one in found["partitions"]
    ]
    return {"partitions": partitions}


def describe_cluster(bootstrap):
    found = admin(bootstrap).describe_cluster()
    brokers = [
        {"id": one.get("node_id", one.get("broker_id")), "host": one["host"], "port": one["port"]} for one in found["brokers"]
    ]
    return {"brokers": brokers, "controller": found["controller_id"], "clusterId": found["cluster_id"]}


def describe_config(bootstrap, topic):
    resource = ConfigResource(ConfigResourceType.TOPIC, topic)
    if IS_3:
        found = admin(bootstrap).describe_configs([resource], config_filter="all")
        ((_, names),) = found.items()
        return {"config": {name: entry["value"] if isinstance(entry, dict) else entry.value for name, entry in names[topic].items()}}
    (response,) = admin(bootstrap).describe_configs([resource])
    (result,) = response.resources
    check(result[0], result[1])
    return {"config": {entry[0]: entry[1] for entry in result[4]}}


def alter_config(bootstrap, topic, set):  # noqa: A002
    admin(bootstrap).alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs=set)])


def create_partitions(bootstrap, topic, total):
    admin(bootstrap).create_partitions({topic: total if IS_3 else NewPartitions(total)})


def delete_records(bootstrap, topic, partition, before):
    admin(bootstrap).delete_records({TopicPartition(topic, partition): before})


def offset_at(bootstrap, topic, partition, time):
    place = TopicPartition(topic, partition)
    consumer = KafkaConsumer(bootstrap_servers=bootstrap)
    try:
        if time == -2:
            return {"offset": consumer.beginning_offsets([place])[place]}
        if time == -1:
            return {"offset": consumer.end_offsets([place])[place]}
        found = consumer.offsets_for_times({place: time})[place]
        return {"offset": -1 if found is None else found.offset}
    finally:
        consumer.close()


def list_groups(bootstrap):
    if IS_3:
        return {"groups": [group["group_id"] for group in admin(bootstrap).list_groups()]}
    return {"groups": [name for name, _ in admin(bootstrap).list_consumer_groups()]}


def describe_group(bootstrap, group):
    if IS_3:
        found = admin(bootstrap).describe_groups([group])[group]
        return {"state": found["group_state"], "members": [member["member_id"] for member in found["members"]]}
    (found,) = admin(bootstrap).describe_consumer_groups([group])
    return {"state": found.state, "members": [member.member_id for member in found.members]}


def delete_group(bootstrap, group):
    if IS_3:
        # It tells the name of the error, as text.
        for name in admin(bootstrap).delete_groups([group]).values():
            check(0 if name == "OK" else getattr(kafka.errors, name).errno, "deleting a group")
        return
    for _, error in admin(bootstrap).delete_consumer_groups([group]):
        check(error.errno, "deleting a group")


def group_offsets(bootstrap, group, topic, partitions):
    asked = [TopicPartition(topic, one) for one in partitions]
    if IS_3:
        found = admin(bootstrap).list_group_offsets({group: asked})[group]
    else:
        found = admin(bootstrap).list_consumer_group_offsets(group, partitions=asked)
    return {"offsets": [[place.topic, place.partition, one.offset] for place, one in found.items()]}


def alter_group_offsets(bootstrap, group, offsets):
    wanted = {TopicPartition(topic, partition): OffsetAndMetadata(offset, "", -1) for topic, partition, offset in offsets}
    for error in admin(bootstrap).alter_group_offsets(group, wanted).values():
        check(error.errno, "altering offsets")


def delete_group_offsets(bootstrap, group, topic, partition):
    for error in admin(bootstrap).delete_group_offsets(group, [TopicPartition(topic, partition)]).values():
        check(error.errno, "deleting offsets")


operations = {
    "producer.open": open_producer,
    "producer.send": send,
    "producer.close": close_producer,
    "consumer.open": open_consumer,
    "consumer.commit": lambda h: on(h, lambda c: c.commit()),
    "consumer.seek": lambda h, topic, partition, offset: on(h, lambda c: c.seek(TopicPartition(topic, partition), offset)),
    "consumer.pause": lambda h, partitions: on(h, lambda c: c.pause(*places(partitions))),
    "consumer.resume": lambda h, partitions: on(h, lambda c: c.resume(*places(partitions))),
    "consumer.close": close_consumer,
    "admin.createTopic": create_topic,
    "admin.deleteTopic": lambda bootstrap, topic: admin(bootstrap).delete_topics([topic]) and None,
    "admin.listTopics": lambda bootstrap: {"topics": list(admin(bootstrap).list_topics())},
    "admin.describeTopic": describe_topic,
    "admin.describeCluster": describe_cluster,
    "admin.describeConfig": describe_config,
    "admin.alterConfig": alter_config,
    "admin.createPartitions": create_partitions,
    "admin.deleteRecords": delete_records,
    "admin.offsetAt": offset_at,
    "admin.listGroups": list_groups,
    "admin.describeGroup": describe_group,
    "admin.deleteGroup": delete_group,
    "admin.groupOffsets": group_offsets,
    "admin.alterGroupOffsets": alter_group_offsets,
    "admin.deleteGroupOffsets": delete_group_offsets,
}

lacks = {}
if "group_instance_id" not in KafkaConsumer.DEFAULT_CONFIG:
    lacks["consumer.open.instanceId"] = f"kafka-python {kafka.__version__} has no static membership"
if not IS_3:
    lacks["producer.open.maxInFlight"] = f"kafka-python {kafka.__version__} has one request in flight when it is idempotent"
if CooperativeStickyAssignor is None:
    lacks["consumer.open.assignor=cooperative"] = f"kafka-python {kafka.__version__} has no cooperative rebalancing"
for method, op in {"alter_group_offsets": "alterGroupOffsets", "delete_group_offsets": "deleteGroupOffsets"}.items():
    if not hasattr(KafkaAdminClient, method):
        lacks[f"admin.{op}"] = f"kafka-python {kafka.__version__} has no KafkaAdminClient.{method}"

serve(kafka.__version__, lacks, operations, code_of, in_order=("producer.send",))
