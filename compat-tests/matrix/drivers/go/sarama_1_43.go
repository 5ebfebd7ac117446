package main

import "github.com/IBM/sarama"

// Its administration cannot set offsets; its offset manager can.
var has = features{
	alterOffsets: func(client sarama.Client, group string, places []Place) error {
		manager, err := sarama.NewOffsetManagerFromClient(group, client)
		if err != nil {
			return err
		}
		defer manager.Close()
		for _, place := range places {
			partition, err := manager.ManagePartition(place.Topic, place.Partition)
			if err != nil {
				return err
			}
			defer partition.AsyncClose()
			partition.ResetOffset(place.Offset, "")
		}
		manager.Commit()
		return nil
	},
}
