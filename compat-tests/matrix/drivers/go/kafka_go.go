/*
matrix-lane

	{
	  "client": "kafka-go",
	  "runtime": "go",
	  "files": ["kafka_go_admin.go"],
	  "versions": [
	    { "version": "0.4.51", "packages": { "github.com/segmentio/kafka-go": "v0.4.51" } },
	    { "version": "0.4.47", "packages": { "github.com/segmentio/kafka-go": "v0.4.47" } }
	  ]
	}
*/
package main

import (
	"context"
	"errors"
	"maps"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/segmentio/kafka-go"
)

var codecs = map[string]kafka.Compression{
	"gzip": kafka.Gzip, "snappy": kafka.Snappy, "lz4": kafka.Lz4, "zstd": kafka.Zstd,
}

var (
	lock      sync.Mutex
	producers = map[string]*producer{}
	consumers = map[string]*consumer{}
)

func codeOf(err error) *int16 {
	var several kafka.WriteErrors
	if errors.As(err, &several) {
		for _, one := range several {
			if one != nil {
				return codeOf(one)
			}
		}
		return nil
	}
	var found kafka.Error
	if errors.As(err, &found) && found >= 0 {
		code := int16(found)
		return &code
	}
	return nil
}

// How long metadata are used for; a request for new ones must be answered in that time as well.
const metadataTTL = 2 * time.Second

// producer writes one request of the runner after the other: calls of WriteMessages at the same time have no order.
type producer struct {
	writer *kafka.Writer
	sends  chan func()
}

func openProducer(p Params) (any, error) {
	byKey := kafka.Murmur2Balancer{}
	// A partition named in the message is taken; the others go by key.
	balancer := kafka.BalancerFunc(func(message kafka.Message, partitions ...int) int {
		if message.Partition >= 0 {
			return message.Partition
		}
		return byKey.Balance(message, partitions...)
	})
	writer := &kafka.Writer{
		Addr: kafka.TCP(p.text("bootstrap")), Balancer: balancer, RequiredAcks: kafka.RequiredAcks(p.number("acks", -1)),
		Compression: codecs[p.text("codec")], BatchTimeout: 5 * time.Millisecond, MaxAttempts: 40,
		WriteBackoffMax: 500 * time.Millisecond, BatchBytes: p.number("maxRequestBytes", 0), AllowAutoTopicCreation: true,
		Transport: &kafka.Transport{MetadataTTL: metadataTTL},
	}
	opened := &producer{writer, make(chan func(), 1024)}
	go func() {
		for send := range opened.sends {
			send()
		}
	}()
	lock.Lock()
	producers[p.text("h")] = opened
	lock.Unlock()
	return nil, nil
}

// write asks again while a topic is being created, as kafka-go's own examples do. What failed after the metadata were
// there comes as WriteErrors, and is not tried again.
func (o *producer) write(messages []kafka.Message) error {
	for attempt := 0; ; attempt++ {
		err := o.writer.WriteMessages(context.Background(), messages...)
		unready := errors.Is(err, kafka.LeaderNotAvailable) || errors.Is(err, kafka.UnknownTopicOrPartition)
		if !unready && !errors.Is(err, context.DeadlineExceeded) || attempt == 40 {
			return err
		}
		time.Sleep(250 * time.Millisecond)
	}
}

func send(p Params) func() (any, error) {
	lock.Lock()
	opened := producers[p.text("h")]
	lock.Unlock()
	var messages []kafka.Message
	for _, one := range p.records() {
		message := kafka.Message{Topic: p.text("topic"), Key: one.Key, Value: one.Value, Partition: int(one.Partition)}
		if one.Timestamp != 0 {
			message.Time = time.UnixMilli(one.Timestamp)
		}
		for _, header := range one.Headers {
			message.Headers = append(message.Headers, kafka.Header{Key: header.Name, Value: header.Value})
		}
		messages = append(messages, message)
	}
	result := make(chan error, 1)
	opened.sends <- func() { result <- opened.write(messages) }
	return func() (any, error) { return nil, <-result }
}

// consumer is a member of a group, or reads the partitions that it was given: a Reader for each partition in both cases,
// because only they can seek and only a ConsumerGroup tells its assignment. A member that commits by itself is what
// kafka-go's documentation shows for that, a Reader with a group.
type consumer struct {
	h       string
	params  Params
	stop    context.CancelFunc
	stopped sync.WaitGroup
	group   *kafka.ConsumerGroup

	lock       sync.Mutex
	generation *kafka.Generation
	readers    map[Place]*kafka.Reader
	// Positions behind the records that were told of, in this generation.
	positions map[string]map[int]int64
}

func (c *consumer) tell(message kafka.Message) {
	headers := make([]Header, 0, len(message.Headers))
	for _, header := range message.Headers {
		headers = append(headers, Header{header.Key, header.Value})
	}
	c.lock.Lock()
	if c.positions[message.Topic] == nil {
		c.positions[message.Topic] = map[int]int64{}
	}
	c.positions[message.Topic][message.Partition] = message.Offset + 1
	c.lock.Unlock()
	sayRecord(c.h, message.Topic, int32(message.Partition), message.Offset, message.Time.UnixMilli(), message.Key, message.Value, headers)
}

func startOffset(policy string) int64 {
	if policy == "earliest" {
		return kafka.FirstOffset
	}
	return kafka.LastOffset
}

func (c *consumer) readerConfig() kafka.ReaderConfig {
	p := c.params
	maxBytes := min(p.number("partitionMaxBytes", 10<<20), p.number("fetchMaxBytes", 10<<20))
	return kafka.ReaderConfig{
		Brokers: []string{p.text("bootstrap")}, MinBytes: int(p.number("fetchMinBytes", 1)), MaxBytes: int(maxBytes),
		MaxWait:        time.Duration(p.number("fetchWaitMs", 300)) * time.Millisecond,
		ReadBackoffMax: 300 * time.Millisecond, OffsetOutOfRangeError: p.text("reset") == "none",
	}
}

// read tells the messages of one partition until the context is done.
func (c *consumer) read(ctx context.Context, place Place, offset int64) {
	config := c.readerConfig()
	config.Topic, config.Partition = place.Topic, int(place.Partition)
	reader := kafka.NewReader(config)
	defer reader.Close()
	if err := reader.SetOffset(offset); err != nil {
		sayError(c.h, err, codeOf)
		return
	}
	place.Offset = -1
	c.lock.Lock()
	c.readers[place] = reader
	c.lock.Unlock()
	for {
		message, err := reader.ReadMessage(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			sayError(c.h, err, codeOf)
			continue
		}
		c.tell(message)
	}
}

func (c *consumer) generations(ctx context.Context) {
	defer c.stopped.Done()
	for {
		generation, err := c.group.Next(ctx)
		if ctx.Err() != nil || errors.Is(err, kafka.ErrGroupClosed) {
			return
		}
		if err != nil {
			sayError(c.h, err, codeOf)
			continue
		}
		c.lock.Lock()
		c.generation, c.readers, c.positions = generation, map[Place]*kafka.Reader{}, map[string]map[int]int64{}
		c.lock.Unlock()
		var places []Place
		for topic, partitions := range generation.Assignments {
			for _, one := range partitions {
				place := Place{topic, int32(one.ID), -1}
				places = append(places, place)
				generation.Start(func(ctx context.Context) { c.read(ctx, place, one.Offset) })
			}
		}
		sayPartitions("assigned", c.h, places)
		generation.Start(func(ctx context.Context) {
			<-ctx.Done()
			sayPartitions("revoked", c.h, places)
		})
	}
}

func (c *consumer) committingReader(ctx context.Context) {
	defer c.stopped.Done()
	p := c.params
	config := c.readerConfig()
	config.GroupID, config.GroupTopics, config.StartOffset = p.text("group"), p.texts("topics"), startOffset(p.text("reset"))
	config.CommitInterval = time.Duration(p.number("autoCommitMs", 5000)) * time.Millisecond
	config.HeartbeatInterval = 300 * time.Millisecond
	config.SessionTimeout = time.Duration(p.number("sessionMs", 10_000)) * time.Millisecond
	reader := kafka.NewReader(config)
	defer reader.Close()
	for {
		message, err := reader.ReadMessage(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			sayError(c.h, err, codeOf)
			continue
		}
		c.tell(message)
	}
}

func openConsumer(p Params) (any, error) {
	c := &consumer{h: p.text("h"), params: p, readers: map[Place]*kafka.Reader{}, positions: map[string]map[int]int64{}}
	ctx, stop := context.WithCancel(context.Background())
	c.stop = stop
	reset := p.text("reset")
	if p.has("assign") {
		for _, place := range p.places("assign") {
			offset := place.Offset
			if offset < 0 && reset == "none" {
				return nil, Lack("a kafka-go Reader without an offset starts at the first or the last one")
			} else if offset < 0 {
				offset = startOffset(reset)
			} else if reset == "latest" {
				return nil, Lack("a kafka-go Reader behind the end of the log waits there until the end has come up")
			}
			c.stopped.Add(1)
			go func() {
				defer c.stopped.Done()
				c.read(ctx, place, offset)
			}()
		}
		sayPartitions("assigned", c.h, p.places("assign"))
	} else if reset == "none" {
		return nil, Lack("a member of a kafka-go group without a committed offset starts at the first or the last one")
	} else if p.flag("autoCommit") {
		c.stopped.Add(1)
		go c.committingReader(ctx)
	} else {
		balancer := kafka.GroupBalancer(kafka.RangeGroupBalancer{})
		if p.text("assignor") == "roundrobin" {
			balancer = kafka.RoundRobinGroupBalancer{}
		}
		group, err := kafka.NewConsumerGroup(kafka.ConsumerGroupConfig{
			ID: p.text("group"), Brokers: []string{p.text("bootstrap")}, Topics: p.texts("topics"),
			GroupBalancers: []kafka.GroupBalancer{balancer}, HeartbeatInterval: 300 * time.Millisecond,
			SessionTimeout:   time.Duration(p.number("sessionMs", 10_000)) * time.Millisecond,
			RebalanceTimeout: 20 * time.Second, JoinGroupBackoff: 250 * time.Millisecond, StartOffset: startOffset(reset),
		})
		if err != nil {
			return nil, err
		}
		c.group = group
		c.stopped.Add(1)
		go c.generations(ctx)
	}
	lock.Lock()
	consumers[c.h] = c
	lock.Unlock()
	return nil, nil
}

func closeConsumer(p Params) (any, error) {
	c := found(p)
	lock.Lock()
	delete(consumers, c.h)
	lock.Unlock()
	c.stop()
	var err error
	if c.group != nil {
		err = c.group.Close()
	}
	c.stopped.Wait()
	return nil, err
}

func commit(p Params) (any, error) {
	c := found(p)
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.generation == nil {
		return nil, errors.New("there is no assignment to commit for")
	}
	return nil, c.generation.CommitOffsets(c.positions)
}

func seek(p Params) (any, error) {
	c := found(p)
	c.lock.Lock()
	reader := c.readers[Place{p.text("topic"), int32(p.number("partition", 0)), -1}]
	c.lock.Unlock()
	if reader == nil {
		return nil, errors.New("the partition is not assigned")
	}
	return nil, reader.SetOffset(p.number("offset", 0))
}

func found(p Params) *consumer {
	lock.Lock()
	defer lock.Unlock()
	return consumers[p.text("h")]
}

var operations = map[string]Operation{
	"producer.open": openProducer,
	"producer.close": func(p Params) (any, error) {
		lock.Lock()
		opened := producers[p.text("h")]
		delete(producers, p.text("h"))
		lock.Unlock()
		done := make(chan error)
		opened.sends <- func() { done <- opened.writer.Close() }
		close(opened.sends)
		return nil, <-done
	},
	"consumer.open":   openConsumer,
	"consumer.close":  closeConsumer,
	"consumer.commit": commit,
	"consumer.seek":   seek,
}

func main() {
	version := "v0.0.0"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == "github.com/segmentio/kafka-go" {
				version = module.Version
			}
		}
	}
	lacks := map[string]string{
		"producer.open.idempotent":           "kafka-go's Writer is not idempotent",
		"producer.open.maxInFlight":          "kafka-go's Writer has one request of a partition on the way",
		"consumer.open.instanceId":           "kafka-go has no static membership",
		"consumer.open.assignor=cooperative": "kafka-go rebalances eagerly only",
		"consumer.pause":                     "kafka-go cannot pause a Reader",
		"admin.deleteRecords":                "kafka-go has no DeleteRecords",
	}
	if patch, err := strconv.Atoi(strings.TrimPrefix(version, "v0.4.")); err == nil && patch < 48 {
		reason := "kafka-go before 0.4.48 joins groups with JoinGroup v1, which Apache Kafka 4 has no more (KIP-896)"
		lacks["consumer.open.topics"], lacks["consumer.commit"] = reason, reason
	}
	maps.Copy(operations, administration)
	serve(version, lacks, operations, map[string]InOrder{"producer.send": send}, codeOf)
}
