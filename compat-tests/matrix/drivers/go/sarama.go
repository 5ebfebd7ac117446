/*
matrix-lane

	{
	  "client": "sarama",
	  "runtime": "go",
	  "versions": [
	    { "version": "1.61.1", "packages": { "github.com/IBM/sarama": "v1.61.1" } }
	  ]
	}
*/
package main

import (
	"context"
	"errors"
	"net"
	"runtime/debug"
	"strconv"
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
	producers = map[string]sarama.AsyncProducer{}
	consumers = map[string]*consumer{}
	clients   = map[string]sarama.Client{}
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

// A partition named in the record is taken; the others go by sarama's own hash of the key.
type manualOrHash struct{ sarama.Partitioner }

func newPartitioner(topic string) sarama.Partitioner {
	return manualOrHash{sarama.NewHashPartitioner(topic)}
}

func (m manualOrHash) Partition(message *sarama.ProducerMessage, count int32) (int32, error) {
	if message.Partition >= 0 {
		return message.Partition, nil
	}
	return m.Partitioner.Partition(message, count)
}

func openProducer(p Params) (any, error) {
	config := common()
	config.Producer.Return.Successes = true
	config.Producer.Partitioner = newPartitioner
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
	producer, err := sarama.NewAsyncProducer([]string{p.text("bootstrap")}, config)
	if err != nil {
		return nil, err
	}
	go func() {
		for message := range producer.Successes() {
			message.Metadata.(chan error) <- nil
		}
	}()
	go func() {
		for failed := range producer.Errors() {
			failed.Msg.Metadata.(chan error) <- failed.Err
		}
	}()
	lock.Lock()
	producers[p.text("h")] = producer
	lock.Unlock()
	return nil, nil
}

func send(p Params) func() (any, error) {
	lock.Lock()
	producer := producers[p.text("h")]
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
		producer.Input() <- message
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

	lock    sync.Mutex
	session sarama.ConsumerGroupSession
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
	sayPartitions("assigned", c.h, claimed(session))
	return nil
}

func (c *consumer) Cleanup(session sarama.ConsumerGroupSession) error {
	sayPartitions("revoked", c.h, claimed(session))
	return nil
}

func (c *consumer) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for message := range claim.Messages() {
		// Marked before it is told: a commit that answers the record must include it.
		session.MarkMessage(message, "")
		c.tell(message)
	}
	return nil
}

func openConsumer(p Params) (any, error) {
	c := &consumer{h: p.text("h")}
	config := common()
	config.Consumer.Return.Errors = true
	config.Consumer.MaxWaitTime = time.Duration(p.number("fetchWaitMs", 300)) * time.Millisecond
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
			}
			part, err := plain.ConsumePartition(place.Topic, place.Partition, offset)
			if err != nil {
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
		if p.text("assignor") == "roundrobin" {
			strategy = sarama.NewBalanceStrategyRoundRobin()
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

func client(p Params) sarama.Client {
	lock.Lock()
	defer lock.Unlock()
	bootstrap := p.text("bootstrap")
	if clients[bootstrap] == nil {
		config := common()
		config.Consumer.Offsets.AutoCommit.Enable = false
		opened, err := sarama.NewClient([]string{bootstrap}, config)
		if err != nil {
			panic(err)
		}
		clients[bootstrap] = opened
	}
	return clients[bootstrap]
}

func admin(p Params) sarama.ClusterAdmin {
	opened, err := sarama.NewClusterAdminFromClient(client(p))
	if err != nil {
		panic(err)
	}
	return opened
}

// A KError of zero is no error.
func failure(err sarama.KError) error {
	if err == sarama.ErrNoError {
		return nil
	}
	return err
}

var operations = map[string]Operation{
	"producer.open": openProducer,
	"producer.close": func(p Params) (any, error) {
		lock.Lock()
		producer := producers[p.text("h")]
		delete(producers, p.text("h"))
		lock.Unlock()
		// Close would read Successes and Errors itself, against the goroutines that do.
		producer.AsyncClose()
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
		if c := found(p); c.group != nil {
			c.group.Pause(topicMap(p.places("partitions")))
		} else {
			c.plain.Pause(topicMap(p.places("partitions")))
		}
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
	"admin.createTopic": func(p Params) (any, error) {
		config := map[string]*string{}
		for name, value := range p.object("config") {
			text := value.(string)
			config[name] = &text
		}
		detail := &sarama.TopicDetail{NumPartitions: int32(p.number("partitions", 1)), ReplicationFactor: 1, ConfigEntries: config}
		return nil, admin(p).CreateTopic(p.text("topic"), detail, false)
	},
	"admin.deleteTopic": func(p Params) (any, error) { return nil, admin(p).DeleteTopic(p.text("topic")) },
	"admin.listTopics": func(p Params) (any, error) {
		topics, err := admin(p).ListTopics()
		names := []string{}
		for name := range topics {
			names = append(names, name)
		}
		return map[string]any{"topics": names}, err
	},
	"admin.describeTopic": func(p Params) (any, error) {
		topics, err := admin(p).DescribeTopics([]string{p.text("topic")})
		if err != nil {
			return nil, err
		}
		if err := failure(topics[0].Err); err != nil {
			return nil, err
		}
		partitions := []any{}
		for _, one := range topics[0].Partitions {
			partitions = append(partitions, map[string]any{"partition": one.ID, "leader": one.Leader, "replicas": one.Replicas, "isr": one.Isr})
		}
		return map[string]any{"partitions": partitions}, nil
	},
	"admin.describeCluster": func(p Params) (any, error) {
		found, controller, err := admin(p).DescribeCluster()
		if err != nil {
			return nil, err
		}
		brokers := []any{}
		for _, one := range found {
			host, port, err := net.SplitHostPort(one.Addr())
			if err != nil {
				return nil, err
			}
			number, _ := strconv.Atoi(port)
			brokers = append(brokers, map[string]any{"id": one.ID(), "host": host, "port": number})
		}
		return map[string]any{"brokers": brokers, "controller": controller, "clusterId": nil}, nil
	},
	"admin.describeConfig": func(p Params) (any, error) {
		entries, err := admin(p).DescribeConfig(sarama.ConfigResource{Type: sarama.TopicResource, Name: p.text("topic")})
		config := map[string]any{}
		for _, entry := range entries {
			config[entry.Name] = entry.Value
		}
		return map[string]any{"config": config}, err
	},
	"admin.alterConfig": func(p Params) (any, error) {
		changes := map[string]sarama.IncrementalAlterConfigsEntry{}
		for name, value := range p.object("set") {
			text := value.(string)
			changes[name] = sarama.IncrementalAlterConfigsEntry{Operation: sarama.IncrementalAlterConfigsOperationSet, Value: &text}
		}
		return nil, admin(p).IncrementalAlterConfig(sarama.TopicResource, p.text("topic"), changes, false)
	},
	"admin.createPartitions": func(p Params) (any, error) {
		return nil, admin(p).CreatePartitions(p.text("topic"), int32(p.number("total", 0)), nil, false)
	},
	"admin.deleteRecords": func(p Params) (any, error) {
		return nil, admin(p).DeleteRecords(p.text("topic"), map[int32]int64{int32(p.number("partition", 0)): p.number("before", 0)})
	},
	"admin.offsetAt": func(p Params) (any, error) {
		offset, err := client(p).GetOffset(p.text("topic"), int32(p.number("partition", 0)), p.number("time", 0))
		return map[string]any{"offset": offset}, err
	},
	"admin.listGroups": func(p Params) (any, error) {
		groups, err := admin(p).ListConsumerGroups()
		names := []string{}
		for name := range groups {
			names = append(names, name)
		}
		return map[string]any{"groups": names}, err
	},
	"admin.describeGroup": func(p Params) (any, error) {
		groups, err := admin(p).DescribeConsumerGroups([]string{p.text("group")})
		if err != nil {
			return nil, err
		}
		members := []string{}
		for id := range groups[0].Members {
			members = append(members, id)
		}
		return map[string]any{"state": groups[0].State, "members": members}, failure(groups[0].Err)
	},
	"admin.deleteGroup": func(p Params) (any, error) { return nil, admin(p).DeleteConsumerGroup(p.text("group")) },
	"admin.groupOffsets": func(p Params) (any, error) {
		partitions := []int32{}
		for _, one := range p.list("partitions") {
			partitions = append(partitions, int32(one.(float64)))
		}
		answer, err := admin(p).ListConsumerGroupOffsets(p.text("group"), map[string][]int32{p.text("topic"): partitions})
		if err != nil {
			return nil, err
		}
		list := [][3]any{}
		for topic, blocks := range answer.Blocks {
			for partition, block := range blocks {
				list = append(list, [3]any{topic, partition, block.Offset})
			}
		}
		return map[string]any{"offsets": list}, failure(answer.Err)
	},
	"admin.deleteGroupOffsets": func(p Params) (any, error) {
		return nil, admin(p).DeleteConsumerGroupOffset(p.text("group"), p.text("topic"), int32(p.number("partition", 0)))
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
	lacks := map[string]string{
		"producer.open.partitioner":          "sarama has no murmur2 partitioner of its own",
		"consumer.open.reset=none":           "sarama starts at the oldest or the newest offset",
		"consumer.open.assignor=cooperative": "sarama rebalances eagerly only",
		"consumer.open.fetchMaxBytes":        "sarama limits a fetch by the partition only",
		"consumer.seek":                      "sarama cannot move a consumer that reads",
		"admin.alterGroupOffsets":            "sarama's administration cannot set the offsets of a group",
	}
	serve(version, lacks, operations, map[string]InOrder{"producer.send": send}, codeOf)
}
