//! The driver protocol for Rust: requests as JSON lines on stdin, answers and events as JSON lines on stdout, bytes in base64.
#![allow(dead_code)]

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::sync::Arc;

use base64::engine::general_purpose::STANDARD;
use base64::Engine;
use serde_json::{json, Map, Value};

/// The fields of a request.
pub struct Params(Map<String, Value>);

/// A partition of a topic, with the offset where one is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub topic: String,
    pub partition: i32,
    pub offset: Option<i64>,
}

/// One record of "producer.send".
pub struct Record {
    pub key: Option<Vec<u8>>,
    pub value: Option<Vec<u8>>,
    pub headers: Vec<(String, Option<Vec<u8>>)>,
    pub partition: Option<i32>,
    /// ms
    pub timestamp: Option<i64>,
}

impl Params {
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or("")
    }

    /// The text, or the other one when the request leaves it out.
    pub fn text_or<'a>(&'a self, name: &str, otherwise: &'a str) -> &'a str {
        self.0.get(name).and_then(Value::as_str).unwrap_or(otherwise)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        self.0.get(name).and_then(Value::as_i64)
    }

    pub fn flag(&self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    pub fn list(&self, name: &str) -> &[Value] {
        self.0.get(name).and_then(Value::as_array).map_or(&[], |list| list)
    }

    pub fn texts(&self, name: &str) -> Vec<&str> {
        self.list(name).iter().filter_map(Value::as_str).collect()
    }

    /// An object whose values are texts.
    pub fn pairs(&self, name: &str) -> Vec<(&str, &str)> {
        let object = self.0.get(name).and_then(Value::as_object);
        object.into_iter().flatten().map(|(key, value)| (key.as_str(), value.as_str().unwrap_or(""))).collect()
    }

    /// A list of [topic, partition] or [topic, partition, offset].
    pub fn places(&self, name: &str) -> Vec<Place> {
        let place = |one: &Value| Place {
            topic: one[0].as_str().unwrap_or("").to_owned(),
            partition: one[1].as_i64().unwrap_or(0) as i32,
            offset: one[2].as_i64(),
        };
        self.list(name).iter().map(place).collect()
    }

    pub fn records(&self) -> Vec<Record> {
        let record = |one: &Value| Record {
            key: bytes_of(&one["key"]),
            value: bytes_of(&one["value"]),
            headers: one["headers"].as_array().map_or(Vec::new(), |headers| {
                headers.iter().map(|pair| (pair[0].as_str().unwrap_or("").to_owned(), bytes_of(&pair[1]))).collect()
            }),
            partition: one["partition"].as_i64().map(|n| n as i32),
            timestamp: one["timestamp"].as_i64(),
        };
        self.list("records").iter().map(record).collect()
    }
}

fn bytes_of(text: &Value) -> Option<Vec<u8>> {
    text.as_str().map(|text| STANDARD.decode(text).expect("base64"))
}

fn base64(bytes: Option<&[u8]>) -> Value {
    bytes.map_or(Value::Null, |bytes| STANDARD.encode(bytes).into())
}

pub fn say(message: &Value) {
    let mut line = message.to_string();
    line.push('\n');
    let mut out = std::io::stdout().lock();
    // The runner may be gone; the end of the input tells so.
    let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
}

pub fn say_partitions<'a>(event: &str, h: &str, places: impl IntoIterator<Item = &'a Place>) {
    let pairs: Vec<Value> = places.into_iter().map(|place| json!([place.topic, place.partition])).collect();
    say(&json!({ "event": event, "h": h, "partitions": pairs }));
}

/// What a consumer read.
pub struct Seen<'a> {
    pub topic: &'a str,
    pub partition: i32,
    pub offset: i64,
    pub timestamp: Option<i64>,
    pub key: Option<&'a [u8]>,
    pub value: Option<&'a [u8]>,
    pub headers: Vec<(&'a str, Option<&'a [u8]>)>,
}

pub fn say_record(h: &str, seen: &Seen) {
    let headers: Vec<Value> = seen.headers.iter().map(|(name, value)| json!([name, base64(*value)])).collect();
    say(&json!({
        "event": "record", "h": h, "topic": seen.topic, "partition": seen.partition, "offset": seen.offset,
        "timestamp": seen.timestamp, "key": base64(seen.key), "value": base64(seen.value), "headers": headers,
    }));
}

/// Why an operation failed.
pub enum Failure {
    /// What the client reported, with the error code of the Kafka protocol where it tells one.
    Error { code: Option<i16>, message: String },
    /// The client has the operation and each of its fields, but not together.
    Lack(String),
}

impl Failure {
    pub fn plain(message: impl Into<String>) -> Failure {
        Failure::Error { code: None, message: message.into() }
    }
}

pub fn say_error(h: &str, failure: &Failure) {
    let (code, message) = match failure {
        Failure::Error { code, message } => (*code, message),
        Failure::Lack(message) => (None, message),
    };
    say(&json!({ "event": "error", "h": h, "code": code, "message": message }));
}

pub type Answer = Result<Value, Failure>;

pub fn done<E: Into<Failure>>(result: Result<(), E>) -> Answer {
    result.map(|()| json!({})).map_err(Into::into)
}

pub enum Operation {
    /// Runs on a thread of its own.
    Call(fn(&Params) -> Answer),
    /// Begins in the order of the requests; what it returns waits for the end on a thread of its own.
    InOrder(fn(&Params) -> Box<dyn FnOnce() -> Answer + Send>),
}

fn answer(id: &Value, result: Answer) {
    say(&match result {
        Ok(ok) => json!({ "id": id, "ok": ok }),
        Err(Failure::Error { code, message }) => json!({ "id": id, "error": { "code": code, "message": message } }),
        Err(Failure::Lack(reason)) => json!({ "id": id, "lacks": reason }),
    });
}

/// Runs the operations until the input ends.
pub fn serve(version: &str, lacks: &[(&str, &str)], operations: Vec<(&'static str, Operation)>) {
    let lacks: HashMap<_, _> = lacks.iter().copied().collect();
    say(&json!({ "hello": { "version": version, "lacks": lacks } }));
    let operations: HashMap<_, _> = operations.into_iter().collect();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        let Ok(Value::Object(mut fields)) = serde_json::from_str(&line) else { panic!("not a request: {line}") };
        let id = fields.remove("id").unwrap_or(Value::Null);
        let op = fields.remove("op").unwrap_or(Value::Null);
        let params = Arc::new(Params(fields));
        match operations.get(op.as_str().unwrap_or("")) {
            None => answer(&id, Err(Failure::plain(format!("the driver does not know {op}")))),
            Some(Operation::Call(call)) => {
                let call = *call;
                std::thread::spawn(move || answer(&id, call(&params)));
            }
            Some(Operation::InOrder(begin)) => {
                let finish = begin(&params);
                std::thread::spawn(move || answer(&id, finish()));
            }
        }
    }
    std::process::exit(0);
}
