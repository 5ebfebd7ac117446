package main

import (
	"net"
	"strconv"

	"github.com/IBM/sarama"
)

var clients = map[string]sarama.Client{}

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

var administration = map[string]Operation{
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
	"admin.alterGroupOffsets": func(p Params) (any, error) {
		return nil, has.alterOffsets(client(p), p.text("group"), p.places("offsets"))
	},
	"admin.deleteGroupOffsets": func(p Params) (any, error) {
		return nil, admin(p).DeleteConsumerGroupOffset(p.text("group"), p.text("topic"), int32(p.number("partition", 0)))
	},
}
