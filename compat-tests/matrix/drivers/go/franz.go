/*
matrix-lane

	{
	  "client": "franz-go",
	  "runtime": "go",
	  "versions": [
	    {
	      "version": "1.22.2",
	      "packages": { "github.com/twmb/franz-go": "v1.22.2", "github.com/twmb/franz-go/pkg/kadm": "v1.19.0" },
	      "fast": true
	    },
	    {
	      "version": "1.15.3",
	      "packages": { "github.com/twmb/franz-go": "v1.15.3", "github.com/twmb/franz-go/pkg/kadm": "v1.10.0" }
	    }
	  ]
	}
*/
package main

import (
	"context"
	"errors"
	"runtime/debug"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

var codecs = map[string]kgo.CompressionCodec{
	"none": kgo.NoCompression(), "gzip": kgo.GzipCompression(), "snappy": kgo.SnappyCompression(),
	"lz4": kgo.Lz4Compression(), "zstd": kgo.ZstdCompression(),
}

var (
	lock      sync.Mutex
	producers = map[string]*kgo.Client{}
	consumers = map[string]*consumer{}
	admins    = map[string]*kadm.Client{}
)

func codeOf(err error) *int16 {
	var found *kerr.Error
	if errors.As(err, &found) {
		return &found.Code
	}
	return nil
}

func common(bootstrap string) []kgo.Opt {
	return []kgo.Opt{
		kgo.SeedBrokers(bootstrap), kgo.RetryTimeout(20 * time.Second), kgo.RequestTimeoutOverhead(10 * time.Second),
		kgo.MetadataMinAge(100 * time.Millisecond), kgo.AllowAutoTopicCreation(),
	}
}

// Partitions named in the record are taken; the others go by key, as Java's default partitioner sends them.
type manualOrKey struct{ kgo.Partitioner }
type manualOrKeyTopic struct{ kgo.TopicPartitioner }

func (m manualOrKey) ForTopic(topic string) kgo.TopicPartitioner {
	return manualOrKeyTopic{m.Partitioner.ForTopic(topic)}
}

func (m manualOrKeyTopic) RequiresConsistency(*kgo.Record) bool { return true }

func (m manualOrKeyTopic) Partition(r *kgo.Record, n int) int {
	if r.Partition >= 0 {
		return int(r.Partition)
	}
	return m.TopicPartitioner.Partition(r, n)
}

func openProducer(p Params) (any, error) {
	opts := append(common(p.text("bootstrap")),
		kgo.RecordPartitioner(manualOrKey{kgo.StickyKeyPartitioner(nil)}))
	if codec := p.text("codec"); codec != "" {
		opts = append(opts, kgo.ProducerBatchCompression(codecs[codec]))
	}
	switch p.number("acks", -1) {
	case 0:
		opts = append(opts, kgo.RequiredAcks(kgo.NoAck()))
	case 1:
		opts = append(opts, kgo.RequiredAcks(kgo.LeaderAck()))
	}
	if !p.flag("idempotent") {
		opts = append(opts, kgo.DisableIdempotentWrite(), kgo.MaxProduceRequestsInflightPerBroker(1))
	}
	if p.has("maxInFlight") && !p.flag("idempotent") {
		opts = append(opts, kgo.MaxProduceRequestsInflightPerBroker(int(p.number("maxInFlight", 1))))
	}
	if p.has("maxRequestBytes") {
		opts = append(opts, kgo.ProducerBatchMaxBytes(int32(p.number("maxRequestBytes", 0))))
	}
	client, err := kgo.NewClient(opts...)
	if err != nil {
		return nil, err
	}
	lock.Lock()
	producers[p.text("h")] = client
	lock.Unlock()
	return nil, nil
}

func send(p Params) func() (any, error) {
	lock.Lock()
	client := producers[p.text("h")]
	lock.Unlock()
	records := p.records()
	results := make(chan error, len(records))
	for _, one := range records {
		record := &kgo.Record{Topic: p.text("topic"), Key: one.Key, Value: one.Value, Partition: one.Partition}
		if one.Timestamp != 0 {
			record.Timestamp = time.UnixMilli(one.Timestamp)
		}
		for _, header := range one.Headers {
			record.Headers = append(record.Headers, kgo.RecordHeader{Key: header.Name, Value: header.Value})
		}
		client.Produce(context.Background(), record, func(_ *kgo.Record, err error) { results <- err })
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

// consumer polls on a goroutine of its own.
type consumer struct {
	h       string
	client  *kgo.Client
	stop    context.CancelFunc
	stopped chan struct{}

	lock  sync.Mutex
	owned map[Place]bool
	// Positions behind the records that were told of.
	positions map[string]map[int32]kgo.EpochOffset
}

func (c *consumer) change(event string, changed map[string][]int32) {
	c.lock.Lock()
	defer c.lock.Unlock()
	var places []Place
	for topic, partitions := range changed {
		for _, partition := range partitions {
			place := Place{topic, partition, -1}
			places = append(places, place)
			if event == "assigned" {
				c.owned[place] = true
			} else {
				delete(c.owned, place)
				delete(c.positions[topic], partition)
			}
		}
	}
	if event == "assigned" {
		places = nil
		for place := range c.owned {
			places = append(places, place)
		}
	}
	sayPartitions(event, c.h, places)
}

func resetOffset(policy string) kgo.Offset {
	switch policy {
	case "earliest":
		return kgo.NewOffset().AtStart()
	case "none":
		return kgo.NoResetOffset()
	}
	return kgo.NewOffset().AtEnd()
}

// startOffset is where a member without a committed offset begins. Java's "none" is an error there: AtCommitted in newer
// versions, in which NoResetOffset is about offsets out of range only; in older ones NoResetOffset is both.
func startOffset(policy string) kgo.Offset {
	newer, ok := any(kgo.NewOffset()).(interface{ AtCommitted() kgo.Offset })
	if policy == "none" && ok {
		return newer.AtCommitted()
	}
	return resetOffset(policy)
}

func openConsumer(p Params) (any, error) {
	c := &consumer{h: p.text("h"), stopped: make(chan struct{}), owned: map[Place]bool{}, positions: map[string]map[int32]kgo.EpochOffset{}}
	wait := p.number("fetchWaitMs", 300)
	opts := append(common(p.text("bootstrap")),
		kgo.FetchMaxWait(time.Duration(wait)*time.Millisecond), kgo.FetchMinBytes(int32(p.number("fetchMinBytes", 1))),
		kgo.FetchMaxBytes(int32(p.number("fetchMaxBytes", 50<<20))), kgo.FetchMaxPartitionBytes(int32(p.number("partitionMaxBytes", 1<<20))),
		kgo.ConsumeResetOffset(startOffset(p.text("reset"))))
	if p.has("assign") {
		partitions := map[string]map[int32]kgo.Offset{}
		for _, place := range p.places("assign") {
			offset := resetOffset(p.text("reset"))
			if place.Offset >= 0 {
				offset = kgo.NewOffset().At(place.Offset)
			}
			if partitions[place.Topic] == nil {
				partitions[place.Topic] = map[int32]kgo.Offset{}
			}
			partitions[place.Topic][place.Partition] = offset
			c.owned[place] = true
		}
		opts = append(opts, kgo.ConsumePartitions(partitions))
		sayPartitions("assigned", c.h, p.places("assign"))
	} else {
		balancer := kgo.RangeBalancer()
		switch p.text("assignor") {
		case "roundrobin":
			balancer = kgo.RoundRobinBalancer()
		case "cooperative":
			balancer = kgo.CooperativeStickyBalancer()
		}
		opts = append(opts, kgo.ConsumerGroup(p.text("group")), kgo.ConsumeTopics(p.texts("topics")...), kgo.Balancers(balancer),
			kgo.HeartbeatInterval(300*time.Millisecond), kgo.SessionTimeout(time.Duration(p.number("sessionMs", 10_000))*time.Millisecond),
			kgo.OnPartitionsAssigned(func(_ context.Context, _ *kgo.Client, added map[string][]int32) { c.change("assigned", added) }),
			kgo.OnPartitionsRevoked(func(_ context.Context, _ *kgo.Client, lost map[string][]int32) { c.change("revoked", lost) }),
			kgo.OnPartitionsLost(func(_ context.Context, _ *kgo.Client, lost map[string][]int32) { c.change("revoked", lost) }))
		if p.flag("autoCommit") {
			opts = append(opts, kgo.AutoCommitInterval(time.Duration(p.number("autoCommitMs", 5000))*time.Millisecond))
		} else {
			opts = append(opts, kgo.DisableAutoCommit())
		}
		if id := p.text("instanceId"); id != "" {
			opts = append(opts, kgo.InstanceID(id))
		}
	}
	client, err := kgo.NewClient(opts...)
	if err != nil {
		return nil, err
	}
	c.client = client
	ctx, stop := context.WithCancel(context.Background())
	c.stop = stop
	lock.Lock()
	consumers[c.h] = c
	lock.Unlock()
	go c.poll(ctx)
	return nil, nil
}

func (c *consumer) poll(ctx context.Context) {
	defer close(c.stopped)
	for {
		fetches := c.client.PollFetches(ctx)
		if ctx.Err() != nil || fetches.IsClientClosed() {
			return
		}
		fetches.EachError(func(_ string, _ int32, err error) { sayError(c.h, err, codeOf) })
		fetches.EachRecord(func(r *kgo.Record) {
			headers := make([]Header, 0, len(r.Headers))
			for _, header := range r.Headers {
				headers = append(headers, Header{header.Key, header.Value})
			}
			c.lock.Lock()
			if c.positions[r.Topic] == nil {
				c.positions[r.Topic] = map[int32]kgo.EpochOffset{}
			}
			c.positions[r.Topic][r.Partition] = kgo.EpochOffset{Epoch: r.LeaderEpoch, Offset: r.Offset + 1}
			c.lock.Unlock()
			sayRecord(c.h, r.Topic, r.Partition, r.Offset, r.Timestamp.UnixMilli(), r.Key, r.Value, headers)
		})
	}
}

func found(p Params) *consumer {
	lock.Lock()
	defer lock.Unlock()
	return consumers[p.text("h")]
}

func admin(p Params) *kadm.Client {
	lock.Lock()
	defer lock.Unlock()
	bootstrap := p.text("bootstrap")
	if admins[bootstrap] == nil {
		client, err := kgo.NewClient(kgo.SeedBrokers(bootstrap), kgo.RetryTimeout(10*time.Second), kgo.MetadataMinAge(50*time.Millisecond))
		if err != nil {
			panic(err)
		}
		admins[bootstrap] = kadm.NewClient(client)
	}
	return admins[bootstrap]
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
		client := producers[p.text("h")]
		delete(producers, p.text("h"))
		lock.Unlock()
		client.Close()
		return nil, nil
	},
	"consumer.open": openConsumer,
	"consumer.close": func(p Params) (any, error) {
		c := found(p)
		lock.Lock()
		delete(consumers, c.h)
		lock.Unlock()
		c.stop()
		<-c.stopped
		c.client.Close()
		return nil, nil
	},
	"consumer.commit": func(p Params) (any, error) {
		c := found(p)
		c.lock.Lock()
		offsets := map[string]map[int32]kgo.EpochOffset{}
		for topic, partitions := range c.positions {
			offsets[topic] = map[int32]kgo.EpochOffset{}
			for partition, offset := range partitions {
				offsets[topic][partition] = offset
			}
		}
		c.lock.Unlock()
		var failed error
		c.client.CommitOffsetsSync(context.Background(), offsets,
			func(_ *kgo.Client, _ *kmsg.OffsetCommitRequest, response *kmsg.OffsetCommitResponse, err error) {
				failed = err
				if response == nil {
					return
				}
				for _, topic := range response.Topics {
					for _, partition := range topic.Partitions {
						if err := kerr.ErrorForCode(partition.ErrorCode); err != nil {
							failed = err
						}
					}
				}
			})
		return nil, failed
	},
	"consumer.seek": func(p Params) (any, error) {
		offset := kgo.EpochOffset{Epoch: -1, Offset: p.number("offset", 0)}
		found(p).client.SetOffsets(map[string]map[int32]kgo.EpochOffset{p.text("topic"): {int32(p.number("partition", 0)): offset}})
		return nil, nil
	},
	"consumer.pause": func(p Params) (any, error) {
		found(p).client.PauseFetchPartitions(topicMap(p.places("partitions")))
		return nil, nil
	},
	"consumer.resume": func(p Params) (any, error) {
		found(p).client.ResumeFetchPartitions(topicMap(p.places("partitions")))
		return nil, nil
	},
	"admin.createTopic": func(p Params) (any, error) {
		config := map[string]*string{}
		for name, value := range p.object("config") {
			config[name] = kadm.StringPtr(value.(string))
		}
		_, err := admin(p).CreateTopic(context.Background(), int32(p.number("partitions", 1)), 1, config, p.text("topic"))
		return nil, err
	},
	"admin.deleteTopic": func(p Params) (any, error) {
		deleted, err := admin(p).DeleteTopics(context.Background(), p.text("topic"))
		if err != nil {
			return nil, err
		}
		return nil, deleted[p.text("topic")].Err
	},
	"admin.listTopics": func(p Params) (any, error) {
		topics, err := admin(p).ListTopics(context.Background())
		return map[string]any{"topics": topics.Names()}, err
	},
	"admin.describeTopic": func(p Params) (any, error) {
		topics, err := admin(p).ListTopics(context.Background(), p.text("topic"))
		if err != nil {
			return nil, err
		}
		detail := topics[p.text("topic")]
		if detail.Err != nil {
			return nil, detail.Err
		}
		partitions := []any{}
		for _, one := range detail.Partitions.Sorted() {
			partitions = append(partitions, map[string]any{"partition": one.Partition, "leader": one.Leader, "replicas": one.Replicas, "isr": one.ISR})
		}
		return map[string]any{"partitions": partitions}, nil
	},
	"admin.describeCluster": func(p Params) (any, error) {
		metadata, err := admin(p).BrokerMetadata(context.Background())
		if err != nil {
			return nil, err
		}
		brokers := []any{}
		for _, one := range metadata.Brokers {
			brokers = append(brokers, map[string]any{"id": one.NodeID, "host": one.Host, "port": one.Port})
		}
		return map[string]any{"brokers": brokers, "controller": metadata.Controller, "clusterId": metadata.Cluster}, nil
	},
	"admin.describeConfig": func(p Params) (any, error) {
		resources, err := admin(p).DescribeTopicConfigs(context.Background(), p.text("topic"))
		if err != nil {
			return nil, err
		}
		config := map[string]any{}
		for _, entry := range resources[0].Configs {
			config[entry.Key] = entry.MaybeValue()
		}
		return map[string]any{"config": config}, resources[0].Err
	},
	"admin.alterConfig": func(p Params) (any, error) {
		var changes []kadm.AlterConfig
		for name, value := range p.object("set") {
			changes = append(changes, kadm.AlterConfig{Op: kadm.SetConfig, Name: name, Value: kadm.StringPtr(value.(string))})
		}
		altered, err := admin(p).AlterTopicConfigs(context.Background(), changes, p.text("topic"))
		if err != nil {
			return nil, err
		}
		return nil, altered[0].Err
	},
	"admin.createPartitions": func(p Params) (any, error) {
		created, err := admin(p).UpdatePartitions(context.Background(), int(p.number("total", 0)), p.text("topic"))
		if err != nil {
			return nil, err
		}
		return nil, created[p.text("topic")].Err
	},
	"admin.deleteRecords": func(p Params) (any, error) {
		offsets := kadm.Offsets{}
		offsets.AddOffset(p.text("topic"), int32(p.number("partition", 0)), p.number("before", 0), -1)
		deleted, err := admin(p).DeleteRecords(context.Background(), offsets)
		if err != nil {
			return nil, err
		}
		return nil, deleted[p.text("topic")][int32(p.number("partition", 0))].Err
	},
	"admin.offsetAt": func(p Params) (any, error) {
		var listed kadm.ListedOffsets
		var err error
		switch time := p.number("time", 0); time {
		case -2:
			listed, err = admin(p).ListStartOffsets(context.Background(), p.text("topic"))
		case -1:
			listed, err = admin(p).ListEndOffsets(context.Background(), p.text("topic"))
		default:
			listed, err = admin(p).ListOffsetsAfterMilli(context.Background(), time, p.text("topic"))
		}
		if err != nil {
			return nil, err
		}
		offset := listed[p.text("topic")][int32(p.number("partition", 0))]
		return map[string]any{"offset": offset.Offset}, offset.Err
	},
	"admin.listGroups": func(p Params) (any, error) {
		groups, err := admin(p).ListGroups(context.Background())
		return map[string]any{"groups": groups.Groups()}, err
	},
	"admin.describeGroup": func(p Params) (any, error) {
		groups, err := admin(p).DescribeGroups(context.Background(), p.text("group"))
		if err != nil {
			return nil, err
		}
		group := groups[p.text("group")]
		members := []string{}
		for _, member := range group.Members {
			members = append(members, member.MemberID)
		}
		return map[string]any{"state": group.State, "members": members}, group.Err
	},
	"admin.deleteGroup": func(p Params) (any, error) {
		deleted, err := admin(p).DeleteGroups(context.Background(), p.text("group"))
		if err != nil {
			return nil, err
		}
		return nil, deleted[p.text("group")].Err
	},
	"admin.groupOffsets": func(p Params) (any, error) {
		offsets, err := admin(p).FetchOffsets(context.Background(), p.text("group"))
		if err != nil {
			return nil, err
		}
		list := [][3]any{}
		offsets.Each(func(one kadm.OffsetResponse) { list = append(list, [3]any{one.Topic, one.Partition, one.At}) })
		return map[string]any{"offsets": list}, nil
	},
	"admin.alterGroupOffsets": func(p Params) (any, error) {
		offsets := kadm.Offsets{}
		for _, place := range p.places("offsets") {
			offsets.AddOffset(place.Topic, place.Partition, place.Offset, -1)
		}
		committed, err := admin(p).CommitOffsets(context.Background(), p.text("group"), offsets)
		if err != nil {
			return nil, err
		}
		return nil, committed.Error()
	},
	"admin.deleteGroupOffsets": func(p Params) (any, error) {
		topics := kadm.TopicsSet{}
		topics.Add(p.text("topic"), int32(p.number("partition", 0)))
		deleted, err := admin(p).DeleteOffsets(context.Background(), p.text("group"), topics)
		if err != nil {
			return nil, err
		}
		return nil, deleted[p.text("topic")][int32(p.number("partition", 0))]
	},
}

func main() {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == "github.com/twmb/franz-go" {
				version = module.Version
			}
		}
	}
	serve(version, map[string]string{}, operations, map[string]InOrder{"producer.send": send}, codeOf)
}
