package main

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"
)

var clients = map[string]*kafka.Client{}

func client(p Params) *kafka.Client {
	lock.Lock()
	defer lock.Unlock()
	bootstrap := p.text("bootstrap")
	if clients[bootstrap] == nil {
		clients[bootstrap] = &kafka.Client{
			Addr: kafka.TCP(bootstrap), Timeout: 10 * time.Second, Transport: &kafka.Transport{MetadataTTL: metadataTTL},
		}
	}
	return clients[bootstrap]
}

// anyOf is the failure of the one thing that a request was about.
func anyOf(errs map[string]error) error {
	for _, one := range errs {
		if one != nil {
			return one
		}
	}
	return nil
}

func numbers(list []any) []int {
	out := []int{}
	for _, one := range list {
		out = append(out, int(one.(float64)))
	}
	return out
}

func ids(brokers []kafka.Broker) []int {
	out := []int{}
	for _, one := range brokers {
		out = append(out, one.ID)
	}
	return out
}

var background = context.Background()

// listTopics asks over a connection: the Client answers from what it last heard.
func listTopics(p Params) (any, error) {
	conn, err := kafka.Dial("tcp", p.text("bootstrap"))
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	partitions, err := conn.ReadPartitions()
	seen := map[string]bool{}
	names := []string{}
	for _, one := range partitions {
		if !seen[one.Topic] {
			seen[one.Topic] = true
			names = append(names, one.Topic)
		}
	}
	return map[string]any{"topics": names}, err
}

func describeTopic(p Params) (any, error) {
	answer, err := client(p).Metadata(background, &kafka.MetadataRequest{Topics: []string{p.text("topic")}})
	if err != nil {
		return nil, err
	}
	partitions := []any{}
	for _, one := range answer.Topics[0].Partitions {
		partitions = append(partitions, map[string]any{"partition": one.ID, "leader": one.Leader.ID, "replicas": ids(one.Replicas), "isr": ids(one.Isr)})
	}
	return map[string]any{"partitions": partitions}, answer.Topics[0].Error
}

func describeCluster(p Params) (any, error) {
	answer, err := client(p).Metadata(background, &kafka.MetadataRequest{})
	if err != nil {
		return nil, err
	}
	brokers := []any{}
	for _, one := range answer.Brokers {
		brokers = append(brokers, map[string]any{"id": one.ID, "host": one.Host, "port": one.Port})
	}
	return map[string]any{"brokers": brokers, "controller": answer.Controller.ID, "clusterId": answer.ClusterID}, nil
}

func describeConfig(p Params) (any, error) {
	resource := kafka.DescribeConfigRequestResource{ResourceType: kafka.ResourceTypeTopic, ResourceName: p.text("topic")}
	answer, err := client(p).DescribeConfigs(background, &kafka.DescribeConfigsRequest{Resources: []kafka.DescribeConfigRequestResource{resource}})
	if err != nil {
		return nil, err
	}
	config := map[string]any{}
	for _, entry := range answer.Resources[0].ConfigEntries {
		config[entry.ConfigName] = entry.ConfigValue
	}
	return map[string]any{"config": config}, answer.Resources[0].Error
}

func alterConfig(p Params) (any, error) {
	resource := kafka.IncrementalAlterConfigsRequestResource{ResourceType: kafka.ResourceTypeTopic, ResourceName: p.text("topic")}
	for name, value := range p.object("set") {
		resource.Configs = append(resource.Configs, kafka.IncrementalAlterConfigsRequestConfig{
			Name: name, Value: value.(string), ConfigOperation: kafka.ConfigOperationSet,
		})
	}
	answer, err := client(p).IncrementalAlterConfigs(background, &kafka.IncrementalAlterConfigsRequest{
		Resources: []kafka.IncrementalAlterConfigsRequestResource{resource},
	})
	if err != nil {
		return nil, err
	}
	return nil, answer.Resources[0].Error
}

func offsetAt(p Params) (any, error) {
	at := p.number("time", 0)
	request := &kafka.ListOffsetsRequest{Topics: map[string][]kafka.OffsetRequest{
		p.text("topic"): {{Partition: int(p.number("partition", 0)), Timestamp: at}},
	}}
	answer, err := client(p).ListOffsets(background, request)
	// It does not ask for the leader of a topic that it has not heard of yet.
	for until := time.Now().Add(2 * metadataTTL); err != nil && time.Now().Before(until); {
		time.Sleep(100 * time.Millisecond)
		answer, err = client(p).ListOffsets(background, request)
	}
	if err != nil {
		return nil, err
	}
	found := answer.Topics[p.text("topic")][0]
	offset := int64(-1)
	switch at {
	case kafka.FirstOffset:
		offset = found.FirstOffset
	case kafka.LastOffset:
		offset = found.LastOffset
	default:
		for one := range found.Offsets {
			offset = one
		}
	}
	return map[string]any{"offset": offset}, found.Error
}

func describeGroup(p Params) (any, error) {
	answer, err := client(p).DescribeGroups(background, &kafka.DescribeGroupsRequest{GroupIDs: []string{p.text("group")}})
	if err != nil {
		return nil, err
	}
	members := []string{}
	for _, member := range answer.Groups[0].Members {
		members = append(members, member.MemberID)
	}
	return map[string]any{"state": answer.Groups[0].GroupState, "members": members}, answer.Groups[0].Error
}

func groupOffsets(p Params) (any, error) {
	answer, err := client(p).OffsetFetch(background, &kafka.OffsetFetchRequest{
		GroupID: p.text("group"), Topics: map[string][]int{p.text("topic"): numbers(p.list("partitions"))},
	})
	if err != nil {
		return nil, err
	}
	list := [][3]any{}
	for topic, partitions := range answer.Topics {
		for _, one := range partitions {
			list = append(list, [3]any{topic, one.Partition, one.CommittedOffset})
		}
	}
	return map[string]any{"offsets": list}, answer.Error
}

func alterGroupOffsets(p Params) (any, error) {
	topics := map[string][]kafka.OffsetCommit{}
	for _, place := range p.places("offsets") {
		topics[place.Topic] = append(topics[place.Topic], kafka.OffsetCommit{Partition: int(place.Partition), Offset: place.Offset})
	}
	answer, err := client(p).OffsetCommit(background, &kafka.OffsetCommitRequest{GroupID: p.text("group"), GenerationID: -1, Topics: topics})
	if err != nil {
		return nil, err
	}
	for _, partitions := range answer.Topics {
		for _, one := range partitions {
			if one.Error != nil {
				return nil, one.Error
			}
		}
	}
	return nil, nil
}

func deleteGroupOffsets(p Params) (any, error) {
	answer, err := client(p).OffsetDelete(background, &kafka.OffsetDeleteRequest{
		GroupID: p.text("group"), Topics: map[string][]int{p.text("topic"): {int(p.number("partition", 0))}},
	})
	if err != nil {
		return nil, err
	}
	if answer.Error != nil {
		return nil, answer.Error
	}
	return nil, answer.Topics[p.text("topic")][0].Error
}

var administration = map[string]Operation{
	"admin.createTopic": func(p Params) (any, error) {
		topic := kafka.TopicConfig{Topic: p.text("topic"), NumPartitions: int(p.number("partitions", 1)), ReplicationFactor: 1}
		for name, value := range p.object("config") {
			topic.ConfigEntries = append(topic.ConfigEntries, kafka.ConfigEntry{ConfigName: name, ConfigValue: value.(string)})
		}
		answer, err := client(p).CreateTopics(background, &kafka.CreateTopicsRequest{Topics: []kafka.TopicConfig{topic}})
		if err != nil {
			return nil, err
		}
		return nil, anyOf(answer.Errors)
	},
	"admin.deleteTopic": func(p Params) (any, error) {
		answer, err := client(p).DeleteTopics(background, &kafka.DeleteTopicsRequest{Topics: []string{p.text("topic")}})
		if err != nil {
			return nil, err
		}
		return nil, anyOf(answer.Errors)
	},
	"admin.listTopics":      listTopics,
	"admin.describeTopic":   describeTopic,
	"admin.describeCluster": describeCluster,
	"admin.describeConfig":  describeConfig,
	"admin.alterConfig":     alterConfig,
	"admin.createPartitions": func(p Params) (any, error) {
		topic := kafka.TopicPartitionsConfig{Name: p.text("topic"), Count: int32(p.number("total", 0))}
		answer, err := client(p).CreatePartitions(background, &kafka.CreatePartitionsRequest{Topics: []kafka.TopicPartitionsConfig{topic}})
		if err != nil {
			return nil, err
		}
		return nil, anyOf(answer.Errors)
	},
	"admin.offsetAt": offsetAt,
	"admin.listGroups": func(p Params) (any, error) {
		answer, err := client(p).ListGroups(background, &kafka.ListGroupsRequest{})
		if err != nil {
			return nil, err
		}
		names := []string{}
		for _, group := range answer.Groups {
			names = append(names, group.GroupID)
		}
		return map[string]any{"groups": names}, answer.Error
	},
	"admin.describeGroup": describeGroup,
	"admin.deleteGroup": func(p Params) (any, error) {
		answer, err := client(p).DeleteGroups(background, &kafka.DeleteGroupsRequest{GroupIDs: []string{p.text("group")}})
		if err != nil {
			return nil, err
		}
		return nil, anyOf(answer.Errors)
	},
	"admin.groupOffsets":       groupOffsets,
	"admin.alterGroupOffsets":  alterGroupOffsets,
	"admin.deleteGroupOffsets": deleteGroupOffsets,
}
