# matrix-lane
# {
#   "client": "aiokafka",
#   "runtime": "python",
#   "versions": [
#     { "version": "0.14.0", "packages": { "aiokafka": "0.14.0", "cramjam": "2.11.0" } },
#     { "version": "0.12.0", "packages": { "aiokafka": "0.12.0", "cramjam": "2.11.0" } }
#   ]
# }
import asyncio
import threading

import aiokafka
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRebalanceListener, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic, RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor

from driver_protocol import Failed, bytes_of, say, say_partitions, say_record, serve

version = aiokafka.__version__
# aiokafka lives on one event loop; the protocol's threads wait for what they start there.
loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()

producers = {}
consumers = {}
admins = {}


def code_of(error):
    code = getattr(error, "errno", None)
    return code if isinstance(code, int) and code >= 0 else None


def check(code, what):
    if code != 0:
        raise Failed(code, what)


def on_loop(operation):
    """An operation of the protocol that runs to its end on the loop."""
    return lambda **request: asyncio.run_coroutine_threadsafe(operation(**request), loop).result()


class OpenProducer:
    def __init__(self, config):
        self.producer = AIOKafkaProducer(**config)
        # Locks are fair: whoever sends first is in the accumulator first.
        self.lock = asyncio.Lock()

    async def send(self, topic, records):
        async with self.lock:
            futures = []
            for record in records:
                futures.append(
                    await self.producer.send(
                        topic, value=bytes_of(record["value"]), key=bytes_of(record["key"]),
                        headers=[(name, bytes_of(text)) for name, text in record["headers"]],
                        partition=record.get("partition"), timestamp_ms=record.get("timestamp"),
                    )
                )
        for future in futures:
            await future


async def open_producer(h, bootstrap, codec="none", acks=-1, idempotent=False, partitioner=None, maxRequestBytes=None):
    config = {
        "bootstrap_servers": bootstrap, "acks": "all" if acks == -1 else acks, "linger_ms": 5,
        "compression_type": None if codec == "none" else codec, "enable_idempotence": idempotent,
        "request_timeout_ms": 30000, "metadata_max_age_ms": 5000,
    }
    if maxRequestBytes is not None:
        config["max_request_size"] = maxRequestBytes
    producers[h] = OpenProducer(config)
    await producers[h].producer.start()


def send(h, topic, records):
    return asyncio.run_coroutine_threadsafe(producers[h].send(topic, records), loop).result


async def close_producer(h):
    await producers.pop(h).producer.stop()


class Member(ConsumerRebalanceListener):
    def __init__(self, h, config):
        self.h = h
        self.consumer = AIOKafkaConsumer(**config)
        self.task = None

    async def start(self, topics, assign):
        if assign is None:
            self.consumer.subscribe(topics, listener=self)
            await self.consumer.start()
        else:
            places = [TopicPartition(topic, partition) for topic, partition, *_ in assign]
            self.consumer.assign(places)
            await self.consumer.start()
            for topic, partition, *offset in assign:
                if offset:
                    self.consumer.seek(TopicPartition(topic, partition), offset[0])
            say_partitions("assigned", self.h, places)
        self.task = asyncio.create_task(self.poll())

    async def on_partitions_assigned(self, assigned):
        say_partitions("assigned", self.h, sorted(assigned))

    async def on_partitions_revoked(self, revoked):
        if revoked:
            say_partitions("revoked", self.h, sorted(revoked))

    async def poll(self):
        last = None
        while True:
            try:
                for records in (await self.consumer.getmany(timeout_ms=200)).values():
                    for one in records:
                        say_record(self.h, one.topic, one.partition, one.offset, one.timestamp, one.key, one.value, one.headers)
            except Exception as error:  # noqa: BLE001
                if str(error) != last:
                    message = f"{type(error).__name__}: {error}"
                    say({"event": "error", "h": self.h, "code": code_of(error), "message": message})
                last = str(error)
                await asyncio.sleep(0.05)

    async def close(self):
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await self.consumer.stop()


async def open_consumer(h, bootstrap, group=None, topics=None, assign=None, reset="latest", autoCommit=False, autoCommitMs=5000,
                        instanceId=None, assignor="range", sessionMs=10000, fetchMinBytes=1, fetchWaitMs=300,
                        fetchMaxBytes=52428800, partitionMaxBytes=1048576):
    strategy = {"range": RangePartitionAssignor, "roundrobin": RoundRobinPartitionAssignor}[assignor]
    member = Member(
        h,
        {
            "bootstrap_servers": bootstrap, "group_id": group, "group_instance_id": instanceId,
            "enable_auto_commit": autoCommit, "auto_commit_interval_ms": autoCommitMs, "auto_offset_reset": reset,
            "session_timeout_ms": sessionMs, "heartbeat_interval_ms": 300, "fetch_min_bytes": fetchMinBytes,
            "fetch_max_wait_ms": fetchWaitMs, "fetch_max_bytes": fetchMaxBytes, "metadata_max_age_ms": 5000,
            "max_partition_fetch_bytes": partitionMaxBytes, "partition_assignment_strategy": (strategy,),
        },
    )
    consumers[h] = member
    await member.start(topics, assign)


async def close_consumer(h):
    await consumers.pop(h).close()


async def commit(h):
    await consumers[h].consumer.commit()


async def seek(h, topic, partition, offset):
    consumers[h].consumer.seek(TopicPartition(topic, partition), offset)


async def pause(h, partitions):
    consumers[h].consumer.pause(*[TopicPartition(*place) for place in partitions])


async def resume(h, partitions):
    consumers[h].consumer.resume(*[TopicPartition(*place) for place in partitions])


async def admin(bootstrap):
    if bootstrap not in admins:
        started = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=10000)
        await started.start()
        admins[bootstrap] = started
    return admins[bootstrap]


async def create_topic(bootstrap, topic, partitions, config):
    response = await (await admin(bootstrap)).create_topics([NewTopic(topic, partitions, 1, topic_configs=config)])
    for name, code, message in response.topic_errors:
        check(code, f"{name}: {message}")


async def delete_topic(bootstrap, topic):
    response = await (await admin(bootstrap)).delete_topics([topic])
    for name, code in response.topic_error_codes:
        check(code, name)


async def list_topics(bootstrap):
    return {"topics": await (await admin(bootstrap)).list_topics()}


async def describe_topic(bootstrap, topic):
    (found,) = await (await admin(bootstrap)).describe_topics([topic])
    check(found["error_code"], topic)
    partitions = [
        {"partition": one["partition"], "leader": one["leader"], "replicas": one["replicas"], "isr": one["isr"]}
        for one in found["partitions"]
    ]
    return {"partitions": partitions}


async def describe_cluster(bootstrap):
    found = await (await admin(bootstrap)).describe_cluster()
    brokers = [{"id": one["node_id"], "host": one["host"], "port": one["port"]} for one in found["brokers"]]
    return {"brokers": brokers, "controller": found["controller_id"], "clusterId": found.get("cluster_id")}


async def describe_config(bootstrap, topic):
    (response,) = await (await admin(bootstrap)).describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    ((code, message, _, _, entries),) = response.resources
    check(code, message)
    return {"config": {entry[0]: entry[1] for entry in entries}}


async def alter_config(bootstrap, topic, set):  # noqa: A002
    (response,) = await (await admin(bootstrap)).alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs=set)])
    for code, message, *_ in response.resources:
        check(code, message)


async def create_partitions(bootstrap, topic, total):
    await (await admin(bootstrap)).create_partitions({topic: NewPartitions(total)})


async def delete_records(bootstrap, topic, partition, before):
    await (await admin(bootstrap)).delete_records({TopicPartition(topic, partition): RecordsToDelete(before_offset=before)})


async def offset_at(bootstrap, topic, partition, time):
    place = TopicPartition(topic, partition)
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap)
    await consumer.start()
    try:
        if time == -2:
            return {"offset": (await consumer.beginning_offsets([place]))[place]}
        if time == -1:
            return {"offset": (await consumer.end_offsets([place]))[place]}
        found = (await consumer.offsets_for_times({place: time}))[place]
        return {"offset": -1 if found is None else found.offset}
    finally:
        await consumer.stop()


async def list_groups(bootstrap):
    return {"groups": [group[0] for group in await (await admin(bootstrap)).list_consumer_groups()]}


async def describe_group(bootstrap, group):
    (response,) = await (await admin(bootstrap)).describe_consumer_groups([group])
    ((code, _, state, _, _, members, *_),) = response.groups
    check(code, group)
    return {"state": state, "members": [member[0] for member in members]}


async def group_offsets(bootstrap, group, topic, partitions):
    asked = [TopicPartition(topic, one) for one in partitions]
    found = await (await admin(bootstrap)).list_consumer_group_offsets(group, partitions=asked)
    return {"offsets": [[place.topic, place.partition, one.offset] for place, one in found.items()]}


async def alter_group_offsets(bootstrap, group, offsets):
    """By a consumer that has a group but partitions of its own choice: it commits without being a member."""
    wanted = {TopicPartition(topic, partition): offset for topic, partition, offset in offsets}
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
    consumer.assign(list(wanted))
    await consumer.start()
    try:
        await consumer.commit(wanted)
    finally:
        await consumer.stop()


operations = {
    "producer.open": open_producer,
    "producer.close": close_producer,
    "consumer.open": open_consumer,
    "consumer.commit": commit,
    "consumer.seek": seek,
    "consumer.pause": pause,
    "consumer.resume": resume,
    "consumer.close": close_consumer,
    "admin.createTopic": create_topic,
    "admin.deleteTopic": delete_topic,
    "admin.listTopics": list_topics,
    "admin.describeTopic": describe_topic,
    "admin.describeCluster": describe_cluster,
    "admin.describeConfig": describe_config,
    "admin.alterConfig": alter_config,
    "admin.createPartitions": create_partitions,
    "admin.deleteRecords": delete_records,
    "admin.offsetAt": offset_at,
    "admin.listGroups": list_groups,
    "admin.describeGroup": describe_group,
    "admin.groupOffsets": group_offsets,
    "admin.alterGroupOffsets": alter_group_offsets,
}
operations = {name: on_loop(operation) for name, operation in operations.items()}
operations["producer.send"] = send

lacks = {
    "producer.open.maxInFlight": "aiokafka has one request of a partition on the way",
    "consumer.open.assignor=cooperative": "aiokafka rebalances eagerly only",
    "admin.deleteGroup": "aiokafka's administration cannot delete groups",
    "admin.deleteGroupOffsets": "aiokafka's administration cannot delete offsets of a group",
}
serve(version, lacks, operations, code_of, in_order=("producer.send",))
