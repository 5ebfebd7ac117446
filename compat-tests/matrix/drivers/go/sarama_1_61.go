package main

import "github.com/IBM/sarama"

var has = features{
	newMurmur2:     sarama.NewMurmur2Partitioner,
	newCooperative: sarama.NewBalanceStrategyCooperativeSticky,
	limitFetch:     func(config *sarama.Config, bytes int32) { config.Consumer.Fetch.MaxBytes = bytes },
	alterOffsets: func(client sarama.Client, group string, places []Place) error {
		admin, err := sarama.NewClusterAdminFromClient(client)
		if err != nil {
			return err
		}
		offsets := map[string]map[int32]sarama.OffsetAndMetadata{}
		for _, place := range places {
			if offsets[place.Topic] == nil {
				offsets[place.Topic] = map[int32]sarama.OffsetAndMetadata{}
			}
			offsets[place.Topic][place.Partition] = sarama.OffsetAndMetadata{Offset: place.Offset, LeaderEpoch: -1}
		}
		answer, err := admin.AlterConsumerGroupOffsets(group, offsets, nil)
		if err != nil {
			return err
		}
		for _, partitions := range answer.Errors {
			for _, code := range partitions {
				if err := failure(code); err != nil {
					return err
				}
			}
		}
		return nil
	},
}
