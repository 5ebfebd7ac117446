// The driver protocol for Go: requests as JSON lines on stdin, answers and events as JSON lines on stdout, bytes in base64.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
)

// Params are the fields of a request. Numbers are float64, as encoding/json has them.
type Params map[string]any

func (p Params) text(name string) string {
	s, _ := p[name].(string)
	return s
}

func (p Params) has(name string) bool {
	_, ok := p[name]
	return ok
}

func (p Params) number(name string, otherwise int64) int64 {
	if n, ok := p[name].(float64); ok {
		return int64(n)
	}
	return otherwise
}

func (p Params) flag(name string) bool {
	b, _ := p[name].(bool)
	return b
}

func (p Params) texts(name string) []string {
	var out []string
	for _, one := range p.list(name) {
		out = append(out, one.(string))
	}
	return out
}

func (p Params) list(name string) []any {
	l, _ := p[name].([]any)
	return l
}

func (p Params) object(name string) map[string]any {
	m, _ := p[name].(map[string]any)
	return m
}

// Place is a partition of a topic; Offset is −1 when none is given.
type Place struct {
	Topic     string
	Partition int32
	Offset    int64
}

// places reads a list of [topic, partition] or [topic, partition, offset].
func (p Params) places(name string) []Place {
	var out []Place
	for _, one := range p.list(name) {
		parts := one.([]any)
		place := Place{parts[0].(string), int32(parts[1].(float64)), -1}
		if len(parts) > 2 && parts[2] != nil {
			place.Offset = int64(parts[2].(float64))
		}
		out = append(out, place)
	}
	return out
}

// Record is one of "producer.send". Partition is −1 and Timestamp 0 when the request leaves them out.
type Record struct {
	Key       []byte
	Value     []byte
	Headers   []Header
	Partition int32
	Timestamp int64
}

type Header struct {
	Name  string
	Value []byte
}

type wireRecord struct {
	Key       []byte   `json:"key"`
	Value     []byte   `json:"value"`
	Headers   [][2]any `json:"headers"`
	Partition *int32   `json:"partition"`
	Timestamp int64    `json:"timestamp"`
}

func (p Params) records() []Record {
	raw, _ := json.Marshal(p["records"])
	var wire []wireRecord
	if err := json.Unmarshal(raw, &wire); err != nil {
		panic(err)
	}
	out := make([]Record, len(wire))
	for i, one := range wire {
		out[i] = Record{Key: one.Key, Value: one.Value, Partition: -1, Timestamp: one.Timestamp}
		if one.Partition != nil {
			out[i].Partition = *one.Partition
		}
		for _, header := range one.Headers {
			raw, _ := json.Marshal(header[1])
			var value []byte
			_ = json.Unmarshal(raw, &value)
			out[i].Headers = append(out[i].Headers, Header{header[0].(string), value})
		}
	}
	return out
}

var writing sync.Mutex

func say(message any) {
	line, err := json.Marshal(message)
	if err != nil {
		panic(err)
	}
	writing.Lock()
	defer writing.Unlock()
	os.Stdout.Write(append(line, '\n'))
}

func sayPartitions(event, h string, places []Place) {
	pairs := make([][2]any, 0, len(places))
	for _, place := range places {
		pairs = append(pairs, [2]any{place.Topic, place.Partition})
	}
	say(map[string]any{"event": event, "h": h, "partitions": pairs})
}

func sayRecord(h, topic string, partition int32, offset, timestamp int64, key, value []byte, headers []Header) {
	pairs := make([][2]any, 0, len(headers))
	for _, header := range headers {
		pairs = append(pairs, [2]any{header.Name, header.Value})
	}
	say(map[string]any{
		"event": "record", "h": h, "topic": topic, "partition": partition, "offset": offset, "timestamp": timestamp,
		"key": key, "value": value, "headers": pairs,
	})
}

func sayError(h string, err error, codeOf func(error) *int16) {
	say(map[string]any{"event": "error", "h": h, "code": codeOf(err), "message": err.Error()})
}

// Lack is returned by an operation that the client has, but not with these parameters together; the text says why.
type Lack string

func (l Lack) Error() string { return string(l) }

// Operation answers a request; nil is an empty answer.
type Operation func(Params) (any, error)

// inOrder are operations that must begin in the order of the requests: each begins at once and answers through the
// function that it returns, on a goroutine of its own.
type InOrder func(Params) func() (any, error)

// serve runs the operations until the input ends. codeOf finds the error code of the Kafka protocol; nil without one.
func serve(version string, lacks map[string]string, operations map[string]Operation, inOrder map[string]InOrder, codeOf func(error) *int16) {
	say(map[string]any{"hello": map[string]any{"version": version, "lacks": lacks}})
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			os.Exit(0)
		}
		request := Params{}
		if err := json.Unmarshal(line, &request); err != nil {
			panic(err)
		}
		op := request.text("op")
		if begin, ok := inOrder[op]; ok {
			finish := begin(request)
			go answer(request, func(Params) (any, error) { return finish() }, codeOf)
			continue
		}
		operation, ok := operations[op]
		if !ok {
			operation = func(Params) (any, error) { return nil, fmt.Errorf("the driver does not know %s", op) }
		}
		go answer(request, operation, codeOf)
	}
}

func answer(request Params, operation Operation, codeOf func(error) *int16) {
	id := request["id"]
	defer func() {
		if cause := recover(); cause != nil {
			message := fmt.Sprintf("panic: %v\n%s", cause, debug.Stack())
			say(map[string]any{"id": id, "error": map[string]any{"code": nil, "message": message}})
		}
	}()
	result, err := operation(request)
	var lack Lack
	if errors.As(err, &lack) {
		say(map[string]any{"id": id, "lacks": string(lack)})
		return
	}
	if err != nil {
		say(map[string]any{"id": id, "error": map[string]any{"code": codeOf(err), "message": err.Error()}})
		return
	}
	if result == nil {
		result = map[string]any{}
	}
	say(map[string]any{"id": id, "ok": result})
}
