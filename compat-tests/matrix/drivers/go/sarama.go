/*
matrix-lane

	{
	  "client": "sarama",
	  "runtime": "go",
	  "files": ["sarama_admin.go"],
	  "versions": [
	    { "version": "1.61.1", "packages": { "github.com/IBM/sarama": "v1.61.1" }, "files": ["sarama_1_61.go"] },
	    { "version": "1.43.3", "packages": { "github.com/IBM/sarama": "v1.43.3" }, "files": ["sarama_1_43.go"] }
	  ]
	}
*/
package main

import (
	"context"
	"errors"
	"maps"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/IBM/sarama"
)

var codecs = map[string]sarama.CompressionCodec{
	"none": sarama.CompressionNone, "gzip": sarama.CompressionGZIP, "snappy": sarama.CompressionSnappy,
	"lz4": sarama.CompressionLZ4, "zstd": sarama.CompressionZSTD,
}

var (
	lock      sync.Mutex
	producers = map[string]*producer{}
	consumers = map[string]*consumer{}
)

func codeOf(err error) *int16 {
	var found sarama.KError
	if errors.As(err, &found) {
		code := int16(found)
		return &code
	}
	return nil
}

func common() *sarama.Config {
	config := sarama.NewConfig()
	config.Version = sarama.MaxVersion
	config.Metadata.Retry.Max = 40
	config.Metadata.Retry.Backoff = 250 * time.Millisecond
	return config
}

// features are what not every version has; each version has a file that says. Nil is what it lacks.
type features struct {
	newMurmur2     sarama.PartitionerConstructor
	newCooperative func() sarama.BalanceStrategy
	// Sets the most that a fetch brings, over all partitions.
	limitFetch func(config *sarama.Config, bytes int32)
	// Sets offsets of a group without members.
	alterOffsets func(client sarama.Client, group string, places []Place) error
}

// A partition named in the record is taken; the others go by key.
type manualOrHash struct{ sarama.Partitioner }

func (m manualOrHash) Partition(message *sarama.ProducerMessage, count int32) (int32, error) {
	if message.Partition >= 0 {
		return message.Partition, nil
	}
	return m.Partitioner.Partition(message, count)
}

// producer tells the sender of each message how it ended.
type producer struct {
	sarama.AsyncProducer
	telling sync.WaitGroup
}

func openProducer(p Params) (any, error) {
	config := common()
	byKey := sarama.NewHashPartitioner
	if p.text("partitioner") == "murmur2" {
		byKey = has.newMurmur2
	}
	config.Producer.Return.Successes = true
	config.Producer.Partitioner = func(topic string) sarama.Partitioner { return manualOrHash{byKey(topic)} }
	config.Producer.Retry.Max = 40
	config.Producer.Retry.Backoff = 250 * time.Millisecond
	config.Producer.RequiredAcks = sarama.RequiredAcks(p.number("acks", -1))
	config.Producer.Compression = codecs[p.text("codec")]
	config.Producer.Idempotent = p.flag("idempotent")
	config.Net.MaxOpenRequests = 1
	if p.has("maxInFlight") && !p.flag("idempotent") {
		config.Net.MaxOpenRequests = int(p.number("maxInFlight", 1))
	}
	if p.has("maxRequestBytes") {
		config.Producer.MaxMessageBytes = int(p.number("maxRequestBytes", 0))
	}
	async, err := sarama.NewAsyncProducer([]string{p.text("bootstrap")}, config)
	if err != nil {
		return nil, err
	}
	opened := &producer{AsyncProducer: async}
	opened.telling.Add(2)
	go func() {
		defer opened.telling.Done()
		for message := range opened.Successes() {
			message.Metadata.(chan error) <- nil
		}
	}()
	go func() {
		defer opened.telling.Done()
		for failed := range opened.Errors() {
			failed.Msg.Metadata.(chan error) <- failed.Err
		}
	}()
	lock.Lock()
	producers[p.text("h")] = opened
	lock.Unlock()
	return nil, nil
}

func send(p Params) func() (any, error) {
	lock.Lock()
	opened := producers[p.text("h")]
	lock.Unlock()
	records := p.records()
	results := make(chan error, len(records))
	for _, one := range records {
		message := &sarama.ProducerMessage{Topic: p.text("topic"), Partition: one.Partition, Metadata: results}
		// A nil ByteEncoder in the interface would be an empty value, not null.
		if one.Key != nil {
			message.Key = sarama.ByteEncoder(one.Key)
		}
		if one.Value != nil {
			message.Value = sarama.ByteEncoder(one.Value)
		}
		if one.Timestamp != 0 {
			message.Timestamp = time.UnixMilli(one.Timestamp)
		}
		for _, header := range one.Headers {
			message.Headers = append(message.Headers, sarama.RecordHeader{Key: []byte(header.Name), Value: header.Value})
		}
		opened.Input() <- message
	}
	return func() (any, error) {
		var first error
		for range records {
			if err := <-results; err != nil && first == nil {
				first = err
			}
		}
		return nil, first
	}
}

// consumer is a member of a group, or reads the partitions that it was given.
type consumer struct {
	h       string
	group   sarama.ConsumerGroup
	plain   sarama.Consumer
	parts   []sarama.PartitionConsumer
	stop    context.CancelFunc
	stopped sync.WaitGroup
	// Its session lives on when it gains and loses partitions.
	cooperative bool
	waitTime    time.Duration

	lock    sync.Mutex
	session sarama.ConsumerGroupSession
	// Partitions that a cooperative member reads.
	owned map[Place]bool
}

func (c *consumer) tell(message *sarama.ConsumerMessage) {
	headers := make([]Header, 0, len(message.Headers))
	for _, header := range message.Headers {
		headers = append(headers, Header{string(header.Key), header.Value})
	}
	sayRecord(c.h, message.Topic, message.Partition, message.Offset, message.Timestamp.UnixMilli(), message.Key, message.Value, headers)
}

func claimed(session sarama.ConsumerGroupSession) []Place {
	var places []Place
	for topic, partitions := range session.Claims() {
		for _, partition := range partitions {
			places = append(places, Place{topic, partition, -1})
		}
	}
	return places
}

func (c *consumer) Setup(session sarama.ConsumerGroupSession) error {
	c.lock.Lock()
	c.session = session
	c.lock.Unlock()
	if !c.cooperative {
		sayPartitions("assigned", c.h, claimed(session))
	}
	return nil
}

func (c *consumer) Cleanup(session sarama.ConsumerGroupSession) error {
	if !c.cooperative {
		sayPartitions("revoked", c.h, claimed(session))
	}
	return nil
}

func (c *consumer) gained(place Place) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.owned[place] = true
	sayPartitions("assigned", c.h, slices.Collect(maps.Keys(c.owned)))
}

func (c *consumer) lost(place Place) {
	c.lock.Lock()
	defer c.lock.Unlock()
	delete(c.owned, place)
	sayPartitions("revoked", c.h, []Place{place})
}

func (c *consumer) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	if c.cooperative {
		place := Place{claim.Topic(), claim.Partition(), -1}
		c.gained(place)
		defer c.lost(place)
	}
	for message := range claim.Messages() {
		// Marked before it is told: a commit that answers the record must include it.
		session.MarkMessage(message, "")
		c.tell(message)
	}
	return nil
}

func openConsumer(p Params) (any, error) {
	c := &consumer{h: p.text("h"), owned: map[Place]bool{}, cooperative: p.text("assignor") == "cooperative"}
	c.waitTime = time.Duration(p.number("fetchWaitMs", 300)) * time.Millisecond
	config := common()
	config.Consumer.Return.Errors = true
	config.Consumer.MaxWaitTime = c.waitTime
	if p.has("fetchMaxBytes") {
		has.limitFetch(config, int32(p.number("fetchMaxBytes", 0)))
	}
	config.Consumer.Fetch.Min = int32(p.number("fetchMinBytes", 1))
	config.Consumer.Fetch.Default = int32(p.number("partitionMaxBytes", 1<<20))
	initial := sarama.OffsetNewest
	if p.text("reset") == "earliest" {
		initial = sarama.OffsetOldest
	}
	config.Consumer.Offsets.Initial = initial
	config.Consumer.Offsets.AutoCommit.Enable = p.flag("autoCommit")
	config.Consumer.Offsets.AutoCommit.Interval = time.Duration(p.number("autoCommitMs", 5000)) * time.Millisecond
	ctx, stop := context.WithCancel(context.Background())
	c.stop = stop
	none := p.text("reset") == "none"
	if none && !p.has("assign") {
		return nil, Lack("a member of a sarama group without a committed offset starts at the oldest or the newest one")
	}
	if p.has("assign") {
		plain, err := sarama.NewConsumer([]string{p.text("bootstrap")}, config)
		if err != nil {
			return nil, err
		}
		c.plain = plain
		sayPartitions("assigned", c.h, p.places("assign"))
		for _, place := range p.places("assign") {
			offset := initial
			if place.Offset >= 0 {
				offset = place.Offset
			} else if none {
				return nil, Lack("sarama's Consumer is told where to start")
			}
			part, err := plain.ConsumePartition(place.Topic, place.Partition, offset)
			if errors.Is(err, sarama.ErrOffsetOutOfRange) && none {
				sayError(c.h, err, codeOf)
				continue
			} else if errors.Is(err, sarama.ErrOffsetOutOfRange) {
				return nil, Lack("sarama's Consumer has no reset policy: an offset out of range is an error")
			} else if err != nil {
				return nil, err
			}
			c.parts = append(c.parts, part)
			c.stopped.Add(1)
			go func() {
				defer c.stopped.Done()
				for message := range part.Messages() {
					c.tell(message)
				}
			}()
			go func() {
				for err := range part.Errors() {
					sayError(c.h, err.Err, codeOf)
				}
			}()
		}
	} else {
		config.Consumer.Group.Heartbeat.Interval = 300 * time.Millisecond
		config.Consumer.Group.Session.Timeout = time.Duration(p.number("sessionMs", 10_000)) * time.Millisecond
		config.Consumer.Group.InstanceId = p.text("instanceId")
		strategy := sarama.NewBalanceStrategyRange()
		switch p.text("assignor") {
		case "roundrobin":
			strategy = sarama.NewBalanceStrategyRoundRobin()
		case "cooperative":
			strategy = has.newCooperative()
		}
		config.Consumer.Group.Rebalance.GroupStrategies = []sarama.BalanceStrategy{strategy}
		group, err := sarama.NewConsumerGroup([]string{p.text("bootstrap")}, p.text("group"), config)
		if err != nil {
			return nil, err
		}
		c.group = group
		go func() {
			for err := range group.Errors() {
				sayError(c.h, err, codeOf)
			}
		}()
		c.stopped.Add(1)
		go func() {
			defer c.stopped.Done()
			for ctx.Err() == nil {
				if err := group.Consume(ctx, p.texts("topics"), c); err != nil && ctx.Err() == nil {
					sayError(c.h, err, codeOf)
					time.Sleep(250 * time.Millisecond)
				}
			}
		}()
	}
	lock.Lock()
	consumers[c.h] = c
	lock.Unlock()
	return nil, nil
}

func found(p Params) *consumer {
	lock.Lock()
	defer lock.Unlock()
	return consumers[p.text("h")]
}

func topicMap(places []Place) map[string][]int32 {
	out := map[string][]int32{}
	for _, place := range places {
		out[place.Topic] = append(out[place.Topic], place.Partition)
	}
	return out
}

var operations = map[string]Operation{
	"producer.open": openProducer,
	"producer.close": func(p Params) (any, error) {
		lock.Lock()
		opened := producers[p.text("h")]
		delete(producers, p.text("h"))
		lock.Unlock()
		// Close would read Successes and Errors itself, against the goroutines that do. They end when all is flushed.
		opened.AsyncClose()
		opened.telling.Wait()
		return nil, nil
	},
	"consumer.open": openConsumer,
	"consumer.close": func(p Params) (any, error) {
		c := found(p)
		lock.Lock()
		delete(consumers, c.h)
		lock.Unlock()
		c.stop()
		if c.group != nil {
			err := c.group.Close()
			c.stopped.Wait()
			return nil, err
		}
		for _, part := range c.parts {
			part.AsyncClose()
		}
		c.stopped.Wait()
		return nil, c.plain.Close()
	},
	"consumer.commit": func(p Params) (any, error) {
		c := found(p)
		c.lock.Lock()
		defer c.lock.Unlock()
		if c.session == nil {
			return nil, errors.New("there is no assignment to commit for")
		}
		// What goes wrong comes as an event of the consumer.
		c.session.Commit()
		return nil, nil
	},
	"consumer.pause": func(p Params) (any, error) {
		c := found(p)
		if c.group != nil {
			c.group.Pause(topicMap(p.places("partitions")))
		} else {
			c.plain.Pause(topicMap(p.places("partitions")))
		}
		// Only fetches that begin from now on leave the partitions out, so the one on its way must be over.
		time.Sleep(c.waitTime + 200*time.Millisecond)
		return nil, nil
	},
	"consumer.resume": func(p Params) (any, error) {
		if c := found(p); c.group != nil {
			c.group.Resume(topicMap(p.places("partitions")))
		} else {
			c.plain.Resume(topicMap(p.places("partitions")))
		}
		return nil, nil
	},
}

func main() {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == "github.com/IBM/sarama" {
				version = module.Version
			}
		}
	}
	lacks := map[string]string{"consumer.seek": "sarama cannot move a consumer that reads"}
	if has.newMurmur2 == nil {
		lacks["producer.open.partitioner"] = "sarama " + version + " has no murmur2 partitioner"
	}
	if has.newCooperative == nil {
		lacks["consumer.open.assignor=cooperative"] = "sarama " + version + " rebalances eagerly only"
	}
	if has.limitFetch == nil {
		lacks["consumer.open.fetchMaxBytes"] = "sarama " + version + " limits a fetch by the partition only"
	}
	maps.Copy(operations, administration)
	serve(version, lacks, operations, map[string]InOrder{"producer.send": send}, codeOf)
}
