/*
matrix-lane
{
  "client": "rust-rdkafka",
  "runtime": "rust",
  "files": ["rdkafka_admin.rs"],
  "programs": ["cargo", "cmake"],
  "versions": [
    {
      "version": "0.39.0",
      "packages": {
        "rdkafka": "{ version = '=0.39.0', default-features = false, features = ['cmake-build', 'libz', 'zstd'] }",
        "base64": "'0.22'", "futures-executor": "'0.3'", "serde_json": "'1'"
      }
    },
    {
      "version": "0.37.0",
      "packages": {
        "rdkafka": "{ version = '=0.37.0', default-features = false, features = ['cmake-build', 'libz', 'zstd'] }",
        "base64": "'0.22'", "futures-executor": "'0.3'", "serde_json": "'1'"
      }
    }
  ]
}
*/
mod protocol;
mod rdkafka_admin;

use std::collections::{BTreeSet, HashMap};
use std::ffi::{CStr, CString};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{mpsc, Arc, LazyLock, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use protocol::{done, say_error, say_partitions, say_record, serve, Answer, Failure, Operation, Params, Place, Seen};
use rdkafka::client::{Client, ClientContext};
use rdkafka::config::ClientConfig;
use rdkafka::consumer::{BaseConsumer, CommitMode, Consumer, ConsumerContext, Rebalance};
use rdkafka::error::KafkaError;
use rdkafka::message::{Header, Headers, Message, OwnedHeaders};
use rdkafka::producer::{BaseRecord, DeliveryResult, Producer, ProducerContext, ThreadedProducer};
use rdkafka::{Offset, TopicPartitionList};
use serde_json::json;

const TIMEOUT: Duration = Duration::from_secs(10);

static PRODUCERS: LazyLock<Mutex<HashMap<String, Arc<ThreadedProducer<Deliveries>>>>> = LazyLock::new(Default::default);
static CONSUMERS: LazyLock<Mutex<HashMap<String, OpenConsumer>>> = LazyLock::new(Default::default);

impl From<KafkaError> for Failure {
    fn from(error: KafkaError) -> Failure {
        // Codes below zero are librdkafka's own.
        let code = error.rdkafka_error_code().map(|code| code as i32).filter(|code| *code >= 0);
        Failure::Error { code: code.map(|code| code as i16), message: error.to_string() }
    }
}

fn base_config(bootstrap: &str) -> ClientConfig {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", bootstrap).set("reconnect.backoff.max.ms", "500");
    config
}

const REMIND_EVERY: Duration = Duration::from_secs(2);

/// librdkafka since 2.12 forgets its only broker when that one, about to stop, tells of no broker at all, and never asks anybody again
/// (confluentinc/librdkafka#5301). A client that finds no broker is told of it anew.
fn remind_of_brokers<C: ClientContext>(client: &Client<C>, bootstrap: &CStr) {
    if client.fetch_metadata(None, Duration::from_secs(1)).is_err() {
        unsafe { rdkafka::bindings::rd_kafka_brokers_add(client.native_ptr(), bootstrap.as_ptr()) };
    }
}

/// Tells the sender of each message how it ended.
struct Deliveries;

impl ClientContext for Deliveries {}

impl ProducerContext for Deliveries {
    type DeliveryOpaque = Box<mpsc::Sender<Option<KafkaError>>>;

    fn delivery(&self, result: &DeliveryResult<'_>, sender: Self::DeliveryOpaque) {
        // Nobody waits any more when the first error was enough.
        let _ = sender.send(result.as_ref().err().map(|(error, _)| error.clone()));
    }
}

fn open_producer(p: &Params) -> Answer {
    let mut config = base_config(p.text("bootstrap"));
    config
        .set("compression.type", p.text_or("codec", "none"))
        .set("acks", p.number("acks").unwrap_or(-1).to_string())
        .set("enable.idempotence", p.flag("idempotent").to_string())
        .set("linger.ms", "5")
        .set("message.timeout.ms", "30000")
        .set("topic.metadata.refresh.fast.interval.ms", "100");
    if p.has("partitioner") {
        config.set("partitioner", "murmur2_random");
    }
    if let Some(requests) = p.number("maxInFlight") {
        config.set("max.in.flight.requests.per.connection", requests.to_string());
    }
    if let Some(bytes) = p.number("maxRequestBytes") {
        config.set("message.max.bytes", bytes.to_string());
    }
    let producer: Arc<ThreadedProducer<Deliveries>> = Arc::new(config.create_with_context(Deliveries)?);
    let (open, bootstrap) = (Arc::downgrade(&producer), CString::new(p.text("bootstrap")).unwrap());
    std::thread::spawn(move || {
        while let Some(producer) = open.upgrade() {
            remind_of_brokers(producer.client(), &bootstrap);
            drop(producer);
            std::thread::sleep(REMIND_EVERY);
        }
    });
    PRODUCERS.lock().unwrap().insert(p.text("h").to_owned(), producer);
    Ok(json!({}))
}

fn send(p: &Params) -> Box<dyn FnOnce() -> Answer + Send> {
    let producer = PRODUCERS.lock().unwrap().get(p.text("h")).cloned();
    let Some(producer) = producer else { return Box::new(|| Err(Failure::plain("no such producer"))) };
    let (sender, results) = mpsc::channel();
    let mut refused = None;
    for one in p.records() {
        let mut record: BaseRecord<'_, [u8], [u8], _> =
            BaseRecord::with_opaque_to(p.text("topic"), Box::new(sender.clone()));
        record.key = one.key.as_deref();
        record.payload = one.value.as_deref();
        record.partition = one.partition;
        record.timestamp = one.timestamp;
        if !one.headers.is_empty() {
            let headers = one
                .headers
                .iter()
                .fold(OwnedHeaders::new(), |headers, (key, value)| headers.insert(Header { key, value: value.as_ref() }));
            record = record.headers(headers);
        }
        if let Err((error, _)) = producer.send(record) {
            refused = Some(error);
            break;
        }
    }
    drop(sender);
    Box::new(move || match refused.or_else(|| results.iter().flatten().next()) {
        Some(error) => Err(error.into()),
        None => Ok(json!({})),
    })
}

fn close_producer(p: &Params) -> Answer {
    let producer = PRODUCERS.lock().unwrap().remove(p.text("h"));
    done(producer.map_or(Ok(()), |producer| producer.flush(TIMEOUT)))
}

/// Tells what a consumer gains and loses.
struct Assignment {
    h: String,
    owned: Mutex<BTreeSet<Place>>,
}

impl Assignment {
    fn gained(&self, places: Vec<Place>) {
        let mut owned = self.owned.lock().unwrap();
        owned.extend(places);
        say_partitions("assigned", &self.h, owned.iter());
    }
}

fn places_of(list: &TopicPartitionList) -> Vec<Place> {
    let place = |topic: &str, partition| Place { topic: topic.to_owned(), partition, offset: None };
    list.elements().iter().map(|one| place(one.topic(), one.partition())).collect()
}

impl ClientContext for Assignment {}

impl ConsumerContext for Assignment {
    fn pre_rebalance(&self, _: &BaseConsumer<Self>, rebalance: &Rebalance<'_>) {
        if let Rebalance::Revoke(list) = rebalance {
            let lost = places_of(list);
            self.owned.lock().unwrap().retain(|place| !lost.contains(place));
            say_partitions("revoked", &self.h, &lost);
        }
    }

    fn post_rebalance(&self, _: &BaseConsumer<Self>, rebalance: &Rebalance<'_>) {
        if let Rebalance::Assign(list) = rebalance {
            self.gained(places_of(list));
        }
    }
}

/// A consumer with the thread that polls it.
struct OpenConsumer {
    consumer: Arc<BaseConsumer<Assignment>>,
    closing: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

fn poll(consumer: &BaseConsumer<Assignment>, h: &str, bootstrap: &CStr, closing: &AtomicBool) {
    let mut last = String::new();
    let mut reminded = Instant::now();
    while !closing.load(Ordering::Relaxed) {
        if reminded.elapsed() > REMIND_EVERY {
            remind_of_brokers(consumer.client(), bootstrap);
            reminded = Instant::now();
        }
        match consumer.poll(Duration::from_millis(50)) {
            None => {}
            Some(Ok(message)) => say_record(
                h,
                &Seen {
                    topic: message.topic(),
                    partition: message.partition(),
                    offset: message.offset(),
                    timestamp: message.timestamp().to_millis(),
                    key: message.key(),
                    value: message.payload(),
                    headers: message
                        .headers()
                        .map_or(Vec::new(), |headers| headers.iter().map(|Header { key, value }| (key, value)).collect()),
                },
            ),
            Some(Err(error)) => {
                let text = error.to_string();
                if text != last {
                    say_error(h, &error.into());
                }
                last = text;
            }
        }
    }
}

fn open_consumer(p: &Params) -> Answer {
    let h = p.text("h").to_owned();
    let mut config = base_config(p.text("bootstrap"));
    let fetch_wait_ms = p.number("fetchWaitMs").unwrap_or(300);
    let or_mine = format!("matrix-{h}");
    config
        .set("group.id", p.text_or("group", &or_mine))
        .set("enable.auto.commit", p.flag("autoCommit").to_string())
        .set("auto.commit.interval.ms", p.number("autoCommitMs").unwrap_or(5000).to_string())
        .set("auto.offset.reset", if p.text("reset") == "none" { "error" } else { p.text_or("reset", "latest") })
        .set("session.timeout.ms", p.number("sessionMs").unwrap_or(10_000).to_string())
        .set("heartbeat.interval.ms", "300")
        .set("fetch.min.bytes", p.number("fetchMinBytes").unwrap_or(1).to_string())
        .set("fetch.wait.max.ms", fetch_wait_ms.to_string())
        .set("socket.timeout.ms", (fetch_wait_ms + 2000).max(10_000).to_string());
    let assignor = p.text_or("assignor", "range");
    config.set("partition.assignment.strategy", if assignor == "cooperative" { "cooperative-sticky" } else { assignor });
    if p.has("instanceId") {
        config.set("group.instance.id", p.text("instanceId"));
    }
    if let Some(bytes) = p.number("fetchMaxBytes") {
        // It must not be below message.max.bytes.
        config.set("fetch.max.bytes", bytes.to_string()).set("message.max.bytes", bytes.min(1_000_000).to_string());
    }
    if let Some(bytes) = p.number("partitionMaxBytes") {
        config.set("max.partition.fetch.bytes", bytes.to_string());
    }
    let assignment = Assignment { h: h.clone(), owned: Mutex::default() };
    let consumer: BaseConsumer<Assignment> = config.create_with_context(assignment)?;
    if p.has("assign") {
        let mut list = TopicPartitionList::new();
        for place in p.places("assign") {
            let offset = place.offset.map_or(Offset::Invalid, Offset::Offset);
            list.add_partition_offset(&place.topic, place.partition, offset)?;
        }
        consumer.assign(&list)?;
        consumer.context().gained(places_of(&list));
    } else {
        consumer.subscribe(&p.texts("topics"))?;
    }
    let consumer = Arc::new(consumer);
    let closing = Arc::new(AtomicBool::new(false));
    let thread = std::thread::spawn({
        let (consumer, closing, h) = (consumer.clone(), closing.clone(), h.clone());
        let bootstrap = CString::new(p.text("bootstrap")).unwrap();
        move || poll(&consumer, &h, &bootstrap, &closing)
    });
    CONSUMERS.lock().unwrap().insert(h, OpenConsumer { consumer, closing, thread });
    Ok(json!({}))
}

fn close_consumer(p: &Params) -> Answer {
    let open = CONSUMERS.lock().unwrap().remove(p.text("h"));
    let open = open.ok_or_else(|| Failure::plain("no such consumer"))?;
    open.closing.store(true, Ordering::Relaxed);
    open.thread.join().map_err(|_| Failure::plain("the polling thread panicked"))?;
    // The last reference: it leaves the group and waits for that.
    drop(open.consumer);
    Ok(json!({}))
}

fn on(p: &Params, work: impl FnOnce(&BaseConsumer<Assignment>) -> Result<(), KafkaError>) -> Answer {
    let consumer = CONSUMERS.lock().unwrap().get(p.text("h")).map(|open| open.consumer.clone());
    let consumer = consumer.ok_or_else(|| Failure::plain("no such consumer"))?;
    done(work(&consumer))
}

fn list_of(places: &[Place]) -> TopicPartitionList {
    let mut list = TopicPartitionList::new();
    for place in places {
        list.add_partition(&place.topic, place.partition);
    }
    list
}

fn seek(p: &Params) -> Answer {
    let partition = p.number("partition").unwrap_or(0) as i32;
    let offset = Offset::Offset(p.number("offset").unwrap_or(0));
    on(p, |consumer| consumer.seek(p.text("topic"), partition, offset, TIMEOUT))
}

fn main() {
    let (_, librdkafka) = rdkafka::util::get_rdkafka_version();
    let mut operations = vec![
        ("producer.open", Operation::Call(open_producer)),
        ("producer.send", Operation::InOrder(send)),
        ("producer.close", Operation::Call(close_producer)),
        ("consumer.open", Operation::Call(open_consumer)),
        ("consumer.commit", Operation::Call(|p| on(p, |consumer| consumer.commit_consumer_state(CommitMode::Sync)))),
        ("consumer.seek", Operation::Call(seek)),
        ("consumer.pause", Operation::Call(|p| on(p, |consumer| consumer.pause(&list_of(&p.places("partitions")))))),
        ("consumer.resume", Operation::Call(|p| on(p, |consumer| consumer.resume(&list_of(&p.places("partitions")))))),
        ("consumer.close", Operation::Call(close_consumer)),
    ];
    operations.extend(rdkafka_admin::operations());
    let lacks = [("admin.deleteGroupOffsets", "rdkafka's AdminClient cannot delete offsets of a group")];
    serve(&format!("librdkafka {librdkafka}"), &lacks, operations);
}
