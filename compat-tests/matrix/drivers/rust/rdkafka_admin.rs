//! The administration of the rdkafka driver.
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use futures_executor::block_on;
use rdkafka::admin::{AdminClient, AdminOptions, AlterConfig, NewPartitions, NewTopic, ResourceSpecifier, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::consumer::{BaseConsumer, CommitMode, Consumer};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::{Offset, TopicPartitionList};
use serde_json::{json, Value};

use crate::protocol::{done, Answer, Failure, Operation, Params};
use crate::{base_config, TIMEOUT};

type Admin = AdminClient<DefaultClientContext>;

static ADMINS: LazyLock<Mutex<HashMap<String, Arc<Admin>>>> = LazyLock::new(Default::default);

fn admin(p: &Params) -> Result<Arc<Admin>, Failure> {
    let mut admins = ADMINS.lock().unwrap();
    if let Some(admin) = admins.get(p.text("bootstrap")) {
        return Ok(admin.clone());
    }
    let admin: Arc<Admin> = Arc::new(base_config(p.text("bootstrap")).create()?);
    admins.insert(p.text("bootstrap").to_owned(), admin.clone());
    Ok(admin)
}

fn options() -> AdminOptions {
    AdminOptions::new().request_timeout(Some(TIMEOUT)).operation_timeout(Some(TIMEOUT))
}

fn failed(code: RDKafkaErrorCode) -> Failure {
    KafkaError::AdminOp(code).into()
}

/// The outcome of the one thing that a request was about.
fn only<T, E>(results: Vec<Result<T, E>>, code: impl Fn(E) -> RDKafkaErrorCode) -> Result<T, Failure> {
    let first = results.into_iter().next().ok_or_else(|| Failure::plain("the answer is empty"))?;
    first.map_err(|error| failed(code(error)))
}

fn partition(p: &Params) -> i32 {
    p.number("partition").unwrap_or(0) as i32
}

/// A consumer that never joins: the client asks for and commits offsets of a group through one.
fn consumer(p: &Params) -> Result<BaseConsumer, Failure> {
    let mut config = base_config(p.text("bootstrap"));
    Ok(config.set("group.id", p.text_or("group", "matrix-offsets")).set("enable.auto.commit", "false").create()?)
}

fn create_topic(p: &Params) -> Answer {
    let mut topic = NewTopic::new(p.text("topic"), p.number("partitions").unwrap_or(1) as i32, TopicReplication::Fixed(1));
    for (name, value) in p.pairs("config") {
        topic = topic.set(name, value);
    }
    let results = block_on(admin(p)?.create_topics([&topic], &options()))?;
    done(only(results, |(_, code)| code).map(drop))
}

fn delete_topic(p: &Params) -> Answer {
    let results = block_on(admin(p)?.delete_topics(&[p.text("topic")], &options()))?;
    done(only(results, |(_, code)| code).map(drop))
}

fn list_topics(p: &Params) -> Answer {
    let metadata = admin(p)?.inner().fetch_metadata(None, TIMEOUT)?;
    let names: Vec<&str> = metadata.topics().iter().map(|topic| topic.name()).collect();
    Ok(json!({ "topics": names }))
}

fn describe_topic(p: &Params) -> Answer {
    let metadata = admin(p)?.inner().fetch_metadata(Some(p.text("topic")), TIMEOUT)?;
    let topic = &metadata.topics()[0];
    if let Some(error) = topic.error() {
        return Err(failed(error.into()));
    }
    let partitions: Vec<Value> = topic
        .partitions()
        .iter()
        .map(|one| json!({ "partition": one.id(), "leader": one.leader(), "replicas": one.replicas(), "isr": one.isr() }))
        .collect();
    Ok(json!({ "partitions": partitions }))
}

fn describe_cluster(p: &Params) -> Answer {
    let admin = admin(p)?;
    let metadata = admin.inner().fetch_metadata(None, TIMEOUT)?;
    let brokers: Vec<Value> =
        metadata.brokers().iter().map(|one| json!({ "id": one.id(), "host": one.host(), "port": one.port() })).collect();
    Ok(json!({ "brokers": brokers, "controller": null, "clusterId": admin.inner().fetch_cluster_id(TIMEOUT) }))
}

fn describe_config(p: &Params) -> Answer {
    let results = block_on(admin(p)?.describe_configs([&ResourceSpecifier::Topic(p.text("topic"))], &options()))?;
    let entries = only(results, |code| code)?.entries;
    let config: HashMap<String, Option<String>> = entries.into_iter().map(|entry| (entry.name, entry.value)).collect();
    Ok(json!({ "config": config }))
}

fn alter_config(p: &Params) -> Answer {
    let mut change = AlterConfig::new(ResourceSpecifier::Topic(p.text("topic")));
    for (name, value) in p.pairs("set") {
        change = change.set(name, value);
    }
    let results = block_on(admin(p)?.alter_configs([&change], &options()))?;
    done(only(results, |(_, code)| code).map(drop))
}

fn create_partitions(p: &Params) -> Answer {
    let wanted = NewPartitions::new(p.text("topic"), p.number("total").unwrap_or(0) as usize);
    let results = block_on(admin(p)?.create_partitions([&wanted], &options()))?;
    done(only(results, |(_, code)| code).map(drop))
}

fn delete_records(p: &Params) -> Answer {
    let mut before = TopicPartitionList::new();
    before.add_partition_offset(p.text("topic"), partition(p), Offset::Offset(p.number("before").unwrap_or(0)))?;
    let deleted = block_on(admin(p)?.delete_records(&before, &options()))?;
    done(deleted.elements()[0].error())
}

fn offset_at(p: &Params) -> Answer {
    let consumer = consumer(p)?;
    let time = p.number("time").unwrap_or(0);
    if time < 0 {
        let (low, high) = consumer.fetch_watermarks(p.text("topic"), partition(p), TIMEOUT)?;
        return Ok(json!({ "offset": if time == -2 { low } else { high } }));
    }
    let mut asked = TopicPartitionList::new();
    asked.add_partition_offset(p.text("topic"), partition(p), Offset::Offset(time))?;
    let found = consumer.offsets_for_times(asked, TIMEOUT)?;
    let element = &found.elements()[0];
    element.error()?;
    // After the last record it tells the end.
    Ok(json!({ "offset": if element.offset() == Offset::End { Some(-1) } else { element.offset().to_raw() } }))
}

fn list_groups(p: &Params) -> Answer {
    let groups = admin(p)?.inner().fetch_group_list(None, TIMEOUT)?;
    let names: Vec<&str> = groups.groups().iter().map(|group| group.name()).collect();
    Ok(json!({ "groups": names }))
}

fn describe_group(p: &Params) -> Answer {
    let groups = admin(p)?.inner().fetch_group_list(Some(p.text("group")), TIMEOUT)?;
    let group = groups.groups().first().ok_or_else(|| Failure::plain("the answer is empty"))?;
    let members: Vec<&str> = group.members().iter().map(|member| member.id()).collect();
    Ok(json!({ "state": group.state(), "members": members }))
}

fn delete_group(p: &Params) -> Answer {
    let results = block_on(admin(p)?.delete_groups(&[p.text("group")], &options()))?;
    done(only(results, |(_, code)| code).map(drop))
}

fn group_offsets(p: &Params) -> Answer {
    let mut asked = TopicPartitionList::new();
    for one in p.list("partitions") {
        asked.add_partition(p.text("topic"), one.as_i64().unwrap_or(0) as i32);
    }
    let found = consumer(p)?.committed_offsets(asked, TIMEOUT)?;
    let offset = |offset| if let Offset::Offset(n) = offset { n } else { -1 };
    let offsets: Vec<Value> =
        found.elements().iter().map(|one| json!([one.topic(), one.partition(), offset(one.offset())])).collect();
    Ok(json!({ "offsets": offsets }))
}

fn alter_group_offsets(p: &Params) -> Answer {
    let mut wanted = TopicPartitionList::new();
    for place in p.places("offsets") {
        wanted.add_partition_offset(&place.topic, place.partition, place.offset.map_or(Offset::Invalid, Offset::Offset))?;
    }
    done(consumer(p)?.commit(&wanted, CommitMode::Sync))
}

pub fn operations() -> Vec<(&'static str, Operation)> {
    vec![
        ("admin.createTopic", Operation::Call(create_topic)),
        ("admin.deleteTopic", Operation::Call(delete_topic)),
        ("admin.listTopics", Operation::Call(list_topics)),
        ("admin.describeTopic", Operation::Call(describe_topic)),
        ("admin.describeCluster", Operation::Call(describe_cluster)),
        ("admin.describeConfig", Operation::Call(describe_config)),
        ("admin.alterConfig", Operation::Call(alter_config)),
        ("admin.createPartitions", Operation::Call(create_partitions)),
        ("admin.deleteRecords", Operation::Call(delete_records)),
        ("admin.offsetAt", Operation::Call(offset_at)),
        ("admin.listGroups", Operation::Call(list_groups)),
        ("admin.describeGroup", Operation::Call(describe_group)),
        ("admin.deleteGroup", Operation::Call(delete_group)),
        ("admin.groupOffsets", Operation::Call(group_offsets)),
        ("admin.alterGroupOffsets", Operation::Call(alter_group_offsets)),
    ]
}
