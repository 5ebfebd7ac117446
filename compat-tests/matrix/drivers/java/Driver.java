/* matrix-lane
{
  "client": "java",
  "runtime": "java",
  "versions": [
    { "version": "4.4.0", "packages": { "org.apache.kafka:kafka-clients": "4.4.0", "org.slf4j:slf4j-nop": "1.7.36" }, "fast": true },
    { "version": "3.9.1", "packages": { "org.apache.kafka:kafka-clients": "3.9.1", "org.slf4j:slf4j-nop": "1.7.36" } },
    { "version": "3.0.2", "packages": { "org.apache.kafka:kafka-clients": "3.0.2", "org.slf4j:slf4j-nop": "1.7.36" } },
    { "version": "2.8.2", "packages": { "org.apache.kafka:kafka-clients": "2.8.2", "org.slf4j:slf4j-nop": "1.7.36" } },
    { "version": "2.1.1", "packages": { "org.apache.kafka:kafka-clients": "2.1.1", "org.slf4j:slf4j-nop": "1.7.36" } }
  ]
}
*/

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Java's client behind the driver protocol. One source for every release from 2.1 on: what came or went later is called by name. */
public final class Driver {
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private static final Map<String, KafkaProducer<byte[], byte[]>> PRODUCERS = new ConcurrentHashMap<>();
    private static final Map<String, Member> CONSUMERS = new ConcurrentHashMap<>();
    private static final Map<String, AdminClient> ADMINS = new ConcurrentHashMap<>();
    /** Sends of one producer must not overtake each other, so requests that produce have a thread of their own. */
    private static final ExecutorService OTHERS = Executors.newCachedThreadPool();

    public static void main(String[] args) throws Exception {
        // What libraries print goes to stderr: stdout belongs to the protocol.
        System.setOut(System.err);
        Map<String, Object> hello = new LinkedHashMap<>();
        hello.put("version", version());
        hello.put("lacks", lacks());
        say(Collections.singletonMap("hello", hello));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            Map<String, Object> request = map(Json.parse(line));
            String op = (String) request.get("op");
            if (op.equals("producer.send")) send(request);
            else OTHERS.submit(() -> answer(request, () -> perform(op, request)));
        }
        Runtime.getRuntime().halt(0);
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = KafkaProducer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            properties.load(in);
        } catch (Exception error) {
            return "unknown";
        }
        return properties.getProperty("version").trim();
    }

    private static Map<String, String> lacks() {
        Map<String, String> lacks = new LinkedHashMap<>();
        String version = version();
        String no = "kafka-clients " + version + " has no ";
        if (!has(AdminClient.class, "listOffsets")) lacks.put("admin.offsetAt", no + "Admin.listOffsets");
        if (!has(AdminClient.class, "alterConsumerGroupOffsets")) lacks.put("admin.alterGroupOffsets", no + "Admin.alterConsumerGroupOffsets");
        if (!has(AdminClient.class, "deleteConsumerGroupOffsets")) lacks.put("admin.deleteGroupOffsets", no + "Admin.deleteConsumerGroupOffsets");
        if (!exists("org.apache.kafka.clients.consumer.CooperativeStickyAssignor")) lacks.put("consumer.open.assignor=cooperative", no + "cooperative rebalancing (KIP-429)");
        if (version.startsWith("2.1.") || version.startsWith("2.2.")) lacks.put("consumer.open.instanceId", no + "static membership (KIP-345)");
        return lacks;
    }

    // The protocol

    private static synchronized void say(Object message) {
        OUT.println(Json.write(message));
        OUT.flush();
    }

    private static void answer(Map<String, Object> request, Callable<Object> work) {
        try {
            Object result = work.call();
            succeed(request, result);
        } catch (Throwable error) {
            fail(request, error);
        }
    }

    private static void succeed(Map<String, Object> request, Object result) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", request.get("id"));
        answer.put("ok", result == null ? Collections.emptyMap() : result);
        say(answer);
    }

    private static void fail(Map<String, Object> request, Throwable error) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", request.get("id"));
        answer.put("error", describe(error));
        say(answer);
    }

    private static Map<String, Object> describe(Throwable error) {
        while ((error instanceof ExecutionException || error instanceof InvocationTargetException) && error.getCause() != null) error = error.getCause();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("code", codeOf(error));
        described.put("message", error.getClass().getSimpleName() + ": " + error.getMessage());
        return described;
    }

    /** Null for what the client finds out by itself. */
    private static Integer codeOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().equals("OffsetOutOfRangeException")) return (int) Errors.OFFSET_OUT_OF_RANGE.code();
            Errors found = Errors.forException(cause);
            if (found != Errors.UNKNOWN_SERVER_ERROR) return (int) found.code();
        }
        return null;
    }

    private static void event(String name, String h, Object... fields) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", name);
        event.put("h", h);
        for (int i = 0; i < fields.length; i += 2) event.put((String) fields[i], fields[i + 1]);
        say(event);
    }

    private static Object perform(String op, Map<String, Object> p) throws Exception {
        switch (op) {
            case "producer.open": return openProducer(p);
            case "producer.close": PRODUCERS.remove(text(p, "h")).close(); return null;
            case "consumer.open": CONSUMERS.put(text(p, "h"), new Member(p)); return null;
            case "consumer.close": CONSUMERS.remove(text(p, "h")).close(); return null;
            case "consumer.commit": return member(p).run(consumer -> { consumer.commitSync(); return null; });
            case "consumer.seek": return member(p).run(consumer -> { consumer.seek(partition(p), number(p, "offset")); return null; });
            case "consumer.pause": return member(p).run(consumer -> { consumer.pause(partitions(p)); return null; });
            case "consumer.resume": return member(p).run(consumer -> { consumer.resume(partitions(p)); return null; });
            default:
                if (op.startsWith("admin.")) return administer(op.substring(6), p, ADMINS.computeIfAbsent(text(p, "bootstrap"), Driver::admin));
                throw new IllegalArgumentException("the driver does not know " + op);
        }
    }

    // Producers

    private static Object openProducer(Map<String, Object> p) {
        Properties config = new Properties();
        config.put("bootstrap.servers", p.get("bootstrap"));
        config.put("compression.type", p.getOrDefault("codec", "none"));
        config.put("acks", String.valueOf(p.getOrDefault("acks", -1L)));
        config.put("enable.idempotence", String.valueOf(p.getOrDefault("idempotent", false)));
        config.put("delivery.timeout.ms", "30000");
        config.put("request.timeout.ms", "15000");
        config.put("reconnect.backoff.max.ms", "500");
        config.put("linger.ms", "5");
        if (p.containsKey("maxInFlight")) config.put("max.in.flight.requests.per.connection", String.valueOf(p.get("maxInFlight")));
        if (p.containsKey("maxRequestBytes")) config.put("max.request.size", String.valueOf(p.get("maxRequestBytes")));
        PRODUCERS.put(text(p, "h"), new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
        return null;
    }

    /** Hands the records over in the order of the requests; answers when all of a request are acknowledged. */
    private static void send(Map<String, Object> p) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try {
            KafkaProducer<byte[], byte[]> producer = PRODUCERS.get(text(p, "h"));
            for (Object item : list(p.get("records"))) {
                Map<String, Object> record = map(item);
                List<Header> headers = new ArrayList<>();
                for (Object header : list(record.get("headers"))) {
                    headers.add(new RecordHeader((String) list(header).get(0), bytes(list(header).get(1))));
                }
                Integer partition = record.containsKey("partition") ? (int) number(record, "partition") : null;
                Long timestamp = record.containsKey("timestamp") ? number(record, "timestamp") : null;
                sent.add(producer.send(new ProducerRecord<>(text(p, "topic"), partition, timestamp, bytes(record.get("key")), bytes(record.get("value")), headers)));
            }
        } catch (Throwable error) {
            fail(p, error);
            return;
        }
        OTHERS.submit(() -> answer(p, () -> {
            for (Future<RecordMetadata> one : sent) one.get();
            return null;
        }));
    }

    // Consumers

    private interface Task { Object run(KafkaConsumer<byte[], byte[]> consumer) throws Exception; }

    /** A consumer with the thread that polls it; everything else is done between two polls. */
    private static final class Member implements ConsumerRebalanceListener {
        private final String h;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        private final Thread thread;
        private volatile boolean closing = false;

        Member(Map<String, Object> p) {
            h = text(p, "h");
            Properties config = new Properties();
            config.put("bootstrap.servers", p.get("bootstrap"));
            config.put("enable.auto.commit", String.valueOf(p.getOrDefault("autoCommit", false)));
            config.put("heartbeat.interval.ms", "300");
            config.put("reconnect.backoff.max.ms", "500");
            config.put("fetch.max.wait.ms", "300");
            copy(p, "group", config, "group.id");
            copy(p, "reset", config, "auto.offset.reset");
            copy(p, "autoCommitMs", config, "auto.commit.interval.ms");
            copy(p, "instanceId", config, "group.instance.id");
            copy(p, "sessionMs", config, "session.timeout.ms");
            copy(p, "fetchMinBytes", config, "fetch.min.bytes");
            copy(p, "fetchWaitMs", config, "fetch.max.wait.ms");
            copy(p, "fetchMaxBytes", config, "fetch.max.bytes");
            copy(p, "partitionMaxBytes", config, "max.partition.fetch.bytes");
            String pkg = "org.apache.kafka.clients.consumer.";
            String assignor = (String) p.getOrDefault("assignor", "range");
            String name = assignor.equals("cooperative") ? "CooperativeStickyAssignor" : assignor.equals("roundrobin") ? "RoundRobinAssignor" : "RangeAssignor";
            config.put("partition.assignment.strategy", pkg + name);
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            if (p.containsKey("assign")) assign(list(p.get("assign")));
            else consumer.subscribe(strings(p.get("topics")), this);
            thread = new Thread(this::loop, "poll-" + h);
            thread.start();
        }

        private void assign(List<Object> wanted) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (Object item : wanted) partitions.add(new TopicPartition((String) list(item).get(0), ((Number) list(item).get(1)).intValue()));
            consumer.assign(partitions);
            for (int i = 0; i < wanted.size(); i++) {
                List<Object> item = list(wanted.get(i));
                if (item.size() > 2 && item.get(2) != null) consumer.seek(partitions.get(i), ((Number) item.get(2)).longValue());
            }
            event("assigned", h, "partitions", pairs(partitions));
        }

        @Override public void onPartitionsAssigned(Collection<TopicPartition> added) {
            // In a cooperative group the argument holds only what came anew.
            List<TopicPartition> all = new ArrayList<>(consumer.assignment());
            for (TopicPartition one : added) if (!all.contains(one)) all.add(one);
            event("assigned", h, "partitions", pairs(all));
        }

        @Override public void onPartitionsRevoked(Collection<TopicPartition> lost) {
            event("revoked", h, "partitions", pairs(lost));
        }

        private void loop() {
            String lastError = "";
            while (!closing) {
                for (Runnable task; (task = tasks.poll()) != null; ) task.run();
                try {
                    ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(50));
                    for (ConsumerRecord<byte[], byte[]> record : records) tell(record);
                } catch (Exception error) {
                    Map<String, Object> described = describe(error);
                    if (!lastError.equals(described.get("message"))) event("error", h, "code", described.get("code"), "message", described.get("message"));
                    lastError = (String) described.get("message");
                    try { Thread.sleep(50); } catch (InterruptedException ignored) { }
                }
            }
            for (Runnable task; (task = tasks.poll()) != null; ) task.run();
        }

        private void tell(ConsumerRecord<byte[], byte[]> record) {
            List<Object> headers = new ArrayList<>();
            for (Header header : record.headers()) headers.add(Arrays.asList(header.key(), base64(header.value())));
            event("record", h, "topic", record.topic(), "partition", record.partition(), "offset", record.offset(), "timestamp", record.timestamp(),
                "key", base64(record.key()), "value", base64(record.value()), "headers", headers);
        }

        Object run(Task task) throws Exception {
            CompletableFuture<Object> done = new CompletableFuture<>();
            tasks.add(() -> {
                try { done.complete(task.run(consumer)); } catch (Throwable error) { done.completeExceptionally(error); }
            });
            return done.get();
        }

        void close() throws Exception {
            closing = true;
            thread.join();
            consumer.close();
        }
    }

    private static Member member(Map<String, Object> p) { return CONSUMERS.get(text(p, "h")); }

    // Administration

    private static AdminClient admin(String bootstrap) {
        Properties config = new Properties();
        config.put("bootstrap.servers", bootstrap);
        config.put("request.timeout.ms", "10000");
        config.put("default.api.timeout.ms", "15000");
        config.put("reconnect.backoff.max.ms", "500");
        return AdminClient.create(config);
    }

    private static Object administer(String op, Map<String, Object> p, AdminClient admin) throws Exception {
        String topic = (String) p.get("topic");
        String group = (String) p.get("group");
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic == null ? "" : topic);
        Map<String, Object> result = new LinkedHashMap<>();
        switch (op) {
            case "createTopic": {
                Map<String, String> config = new HashMap<>();
                map(p.get("config")).forEach((name, value) -> config.put(name, (String) value));
                NewTopic wanted = new NewTopic(topic, (int) number(p, "partitions"), (short) 1).configs(config);
                admin.createTopics(Collections.singleton(wanted)).all().get();
                return result;
            }
            case "deleteTopic": admin.deleteTopics(Collections.singleton(topic)).all().get(); return result;
            case "listTopics": result.put("topics", new ArrayList<>(admin.listTopics().names().get())); return result;
            case "describeTopic": {
                Object described = admin.describeTopics(Collections.singleton(topic));
                Map<?, ?> all = (Map<?, ?>) future(call(described, has(described.getClass(), "allTopicNames") ? "allTopicNames" : "all"));
                List<Object> partitions = new ArrayList<>();
                for (TopicPartitionInfo info : ((TopicDescription) all.get(topic)).partitions()) {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("partition", info.partition());
                    one.put("leader", info.leader() == null ? -1 : info.leader().id());
                    one.put("replicas", ids(info.replicas()));
                    one.put("isr", ids(info.isr()));
                    partitions.add(one);
                }
                result.put("partitions", partitions);
                return result;
            }
            case "describeCluster": {
                DescribeClusterResult cluster = admin.describeCluster();
                List<Object> brokers = new ArrayList<>();
                for (Node node : cluster.nodes().get()) {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("id", node.id());
                    one.put("host", node.host());
                    one.put("port", node.port());
                    brokers.add(one);
                }
                result.put("brokers", brokers);
                result.put("controller", cluster.controller().get().id());
                result.put("clusterId", cluster.clusterId().get());
                return result;
            }
            case "describeConfig": {
                Map<String, Object> config = new LinkedHashMap<>();
                Config found = admin.describeConfigs(Collections.singleton(resource)).all().get().get(resource);
                for (ConfigEntry entry : found.entries()) config.put(entry.name(), entry.value());
                result.put("config", config);
                return result;
            }
            case "alterConfig": alterConfig(admin, resource, map(p.get("set"))); return result;
            case "createPartitions":
                admin.createPartitions(Collections.singletonMap(topic, NewPartitions.increaseTo((int) number(p, "total")))).all().get();
                return result;
            case "deleteRecords":
                admin.deleteRecords(Collections.singletonMap(partition(p), RecordsToDelete.beforeOffset(number(p, "before")))).all().get();
                return result;
            case "offsetAt": result.put("offset", offsetAt(admin, partition(p), number(p, "time"))); return result;
            case "listGroups": {
                List<String> groups = new ArrayList<>();
                for (Object listing : (Collection<?>) future(call(admin.listConsumerGroups(), "all"))) groups.add((String) call(listing, "groupId"));
                result.put("groups", groups);
                return result;
            }
            case "describeGroup": {
                ConsumerGroupDescription found = admin.describeConsumerGroups(Collections.singleton(group)).describedGroups().get(group).get();
                result.put("state", String.valueOf(call(found, has(ConsumerGroupDescription.class, "groupState") ? "groupState" : "state")));
                List<String> members = new ArrayList<>();
                found.members().forEach(member -> members.add(member.consumerId()));
                result.put("members", members);
                return result;
            }
            case "deleteGroup": admin.deleteConsumerGroups(Collections.singleton(group)).all().get(); return result;
            case "groupOffsets": {
                List<Object> offsets = new ArrayList<>();
                Map<TopicPartition, OffsetAndMetadata> found = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
                found.forEach((one, offset) -> { if (offset != null) offsets.add(Arrays.asList(one.topic(), one.partition(), offset.offset())); });
                result.put("offsets", offsets);
                return result;
            }
            case "alterGroupOffsets": {
                Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                for (Object item : list(p.get("offsets"))) {
                    List<Object> one = list(item);
                    offsets.put(new TopicPartition((String) one.get(0), ((Number) one.get(1)).intValue()), new OffsetAndMetadata(((Number) one.get(2)).longValue()));
                }
                future(call(call(admin, "alterConsumerGroupOffsets", new Class<?>[] {String.class, Map.class}, group, offsets), "all"));
                return result;
            }
            case "deleteGroupOffsets":
                future(call(call(admin, "deleteConsumerGroupOffsets", new Class<?>[] {String.class, java.util.Set.class}, group, Collections.singleton(partition(p))), "all"));
                return result;
            default: throw new IllegalArgumentException("the driver does not know admin." + op);
        }
    }

    /** incrementalAlterConfigs came with 2.3, alterConfigs went with 4.0. */
    private static void alterConfig(AdminClient admin, ConfigResource resource, Map<String, Object> set) throws Exception {
        if (!has(AdminClient.class, "incrementalAlterConfigs")) {
            List<ConfigEntry> entries = new ArrayList<>();
            set.forEach((name, value) -> entries.add(new ConfigEntry(name, (String) value)));
            future(call(call(admin, "alterConfigs", new Class<?>[] {Map.class}, Collections.singletonMap(resource, new Config(entries))), "all"));
            return;
        }
        Class<?> type = Class.forName("org.apache.kafka.clients.admin.AlterConfigOp");
        Class<?> kind = Class.forName("org.apache.kafka.clients.admin.AlterConfigOp$OpType");
        Object setting = kind.getField("SET").get(null);
        List<Object> operations = new ArrayList<>();
        for (Map.Entry<String, Object> entry : set.entrySet()) {
            operations.add(type.getConstructor(ConfigEntry.class, kind).newInstance(new ConfigEntry(entry.getKey(), (String) entry.getValue()), setting));
        }
        future(call(call(admin, "incrementalAlterConfigs", new Class<?>[] {Map.class}, Collections.singletonMap(resource, operations)), "all"));
    }

    /** Admin.listOffsets came with 2.5. −2: the beginning, −1: the end. */
    private static long offsetAt(AdminClient admin, TopicPartition partition, long time) throws Exception {
        Class<?> spec = Class.forName("org.apache.kafka.clients.admin.OffsetSpec");
        Object wanted = time == -2 ? spec.getMethod("earliest").invoke(null) : time == -1 ? spec.getMethod("latest").invoke(null) : spec.getMethod("forTimestamp", long.class).invoke(null, time);
        Object listed = call(admin, "listOffsets", new Class<?>[] {Map.class}, Collections.singletonMap(partition, wanted));
        Object info = ((Map<?, ?>) future(call(listed, "all"))).get(partition);
        return (Long) call(info, "offset");
    }

    // What differs from release to release

    private static boolean has(Class<?> type, String method) {
        for (Method one : type.getMethods()) if (one.getName().equals(method)) return true;
        return false;
    }

    private static boolean exists(String name) {
        try { Class.forName(name); return true; } catch (ClassNotFoundException error) { return false; }
    }

    private static Object call(Object on, String method) throws Exception { return call(on, method, new Class<?>[0]); }

    private static Object call(Object on, String method, Class<?>[] types, Object... args) throws Exception {
        Method found = on.getClass().getMethod(method, types);
        found.setAccessible(true);
        return found.invoke(on, args);
    }

    private static Object future(Object future) throws Exception { return ((KafkaFuture<?>) future).get(); }

    // Fields of requests

    @SuppressWarnings("unchecked") private static Map<String, Object> map(Object value) { return (Map<String, Object>) value; }

    @SuppressWarnings("unchecked") private static List<Object> list(Object value) { return value == null ? Collections.emptyList() : (List<Object>) value; }

    private static List<String> strings(Object value) {
        List<String> strings = new ArrayList<>();
        for (Object one : list(value)) strings.add((String) one);
        return strings;
    }

    private static String text(Map<String, Object> p, String name) { return (String) p.get(name); }

    private static long number(Map<String, Object> p, String name) { return ((Number) p.get(name)).longValue(); }

    private static void copy(Map<String, Object> p, String from, Properties config, String to) {
        if (p.get(from) != null) config.put(to, String.valueOf(p.get(from)));
    }

    private static TopicPartition partition(Map<String, Object> p) { return new TopicPartition(text(p, "topic"), (int) number(p, "partition")); }

    private static List<TopicPartition> partitions(Map<String, Object> p) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Object item : list(p.get("partitions"))) partitions.add(new TopicPartition((String) list(item).get(0), ((Number) list(item).get(1)).intValue()));
        return partitions;
    }

    private static List<Object> pairs(Collection<TopicPartition> partitions) {
        List<Object> pairs = new ArrayList<>();
        for (TopicPartition one : partitions) pairs.add(Arrays.asList(one.topic(), one.partition()));
        return pairs;
    }

    private static List<Object> ids(List<Node> nodes) {
        List<Object> ids = new ArrayList<>();
        for (Node node : nodes) ids.add(node.id());
        return ids;
    }

    private static byte[] bytes(Object text) { return text == null ? null : Base64.getDecoder().decode((String) text); }

    private static String base64(byte[] bytes) { return bytes == null ? null : Base64.getEncoder().encodeToString(bytes); }

    /** As much JSON as the protocol needs: objects are maps, whole numbers are Long. */
    private static final class Json {
        private final String text;
        private int at = 0;

        private Json(String text) { this.text = text; }

        static Object parse(String text) { return new Json(text).value(); }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) at++;
            return text.charAt(at);
        }

        private Object value() {
            switch (next()) {
                case '{': return object();
                case '[': return array();
                case '"': return string();
                case 't': at += 4; return true;
                case 'f': at += 5; return false;
                case 'n': at += 4; return null;
                default: {
                    int start = at;
                    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
                    return Long.valueOf(text.substring(start, at));
                }
            }
        }

        private Map<String, Object> object() {
            Map<String, Object> object = new LinkedHashMap<>();
            at++;
            while (next() != '}') {
                if (next() == ',') at++;
                next();
                String name = string();
                next();
                at++;
                object.put(name, value());
            }
            at++;
            return object;
        }

        private List<Object> array() {
            List<Object> array = new ArrayList<>();
            at++;
            while (next() != ']') {
                if (next() == ',') at++;
                array.add(value());
            }
            at++;
            return array;
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c != '\\') { out.append(c); continue; }
                c = text.charAt(++at);
                if (c == 'u') { out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16)); at += 4; }
                else out.append(c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'b' ? '\b' : c == 'f' ? '\f' : c);
            }
            at++;
            return out.toString();
        }

        static String write(Object value) {
            StringBuilder out = new StringBuilder();
            write(value, out);
            return out.toString();
        }

        private static void write(Object value, StringBuilder out) {
            if (value instanceof Map) {
                String separator = "{";
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    out.append(separator);
                    write(entry.getKey(), out);
                    out.append(':');
                    write(entry.getValue(), out);
                    separator = ",";
                }
                out.append(separator.equals("{") ? "{}" : "}");
            } else if (value instanceof Collection) {
                String separator = "[";
                for (Object one : (Collection<?>) value) {
                    out.append(separator);
                    write(one, out);
                    separator = ",";
                }
                out.append(separator.equals("[") ? "[]" : "]");
            } else if (value == null || value instanceof Number || value instanceof Boolean) {
                out.append(value);
            } else {
                out.append('"');
                for (char c : value.toString().toCharArray()) {
                    if (c == '"' || c == '\\') out.append('\\').append(c);
                    else if (c < 0x20) out.append(String.format("\\u%04x", (int) c));
                    else out.append(c);
                }
                out.append('"');
            }
        }
    }
}
