/*
 * Load for `npm run bench`: sends request frames that bench.ts has encoded beforehand, and reads fetch answers without
 * looking at a single record, so that on a machine with few cores nearly all of the time is the broker's.
 *
 *   load produce PORT FRAMES CONNECTIONS IN_FLIGHT REQUESTS       -> bytes seconds cpu
 *   load fetch   PORT TOPIC PARTITIONS CONNECTIONS BYTES LOOP      -> bytes seconds cpu
 *   load latency PORT FRAMES REQUESTS                             -> p50 p99 (microseconds)
 *   load endtoend PORT FRAMES TOPIC REQUESTS PACE_US              -> p50 p99 (microseconds)
 *   load occupy FILE                                              -> {}
 *
 * FRAMES is a file of whole Produce requests (version 7) that are sent in turn. LOOP is 0 to read all from the beginning, or
 * the number of records at the end of each partition that are read over and over. Fetch is version 11, without sessions.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what) {
  fprintf(stderr, "load: %s (%s)\n", what, errno ? strerror(errno) : "no system error");
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static double own_cpu(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static uint16_t get16(const uint8_t *p) { return (uint16_t)(p[0] << 8 | p[1]); }
static uint32_t get32(const uint8_t *p) { return (uint32_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3]; }
static uint64_t get64(const uint8_t *p) { return (uint64_t)get32(p) << 32 | get32(p + 4); }
static uint8_t *put16(uint8_t *p, uint16_t v) { p[0] = v >> 8, p[1] = v; return p + 2; }
static uint8_t *put32(uint8_t *p, uint32_t v) { return put16(put16(p, v >> 16), v); }
static uint8_t *put64(uint8_t *p, uint64_t v) { return put32(put32(p, v >> 32), v); }

static int dial(int port) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof a) < 0) die("cannot connect");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

/* What a connection is receiving: whole answers, however large. */
struct inbox {
  uint8_t *buf;
  size_t have, room;
};

/* Reads once; returns the length of a whole frame at the start of the buffer, or 0. Blocks unless told otherwise. */
static size_t receive(int fd, struct inbox *in, int flags) {
  size_t want = in->have < 4 ? 4 : 4 + (size_t)get32(in->buf);
  if (in->have < 4 || in->have < want) {
    if (want < 65536) want = 65536;
    if (in->room < want && !(in->buf = realloc(in->buf, in->room = want))) die("no memory");
    ssize_t n = recv(fd, in->buf + in->have, in->room - in->have, flags);
    if (n == 0) errno = 0, die("the broker closed the connection");
    if (n < 0) {
      if (errno == EAGAIN) return 0;
      die("cannot receive");
    }
    in->have += n;
  }
  if (in->have < 4) return 0;
  want = 4 + (size_t)get32(in->buf);
  return in->have >= want ? want : 0;
}

static void consume(struct inbox *in, size_t bytes) {
  memmove(in->buf, in->buf + bytes, in->have - bytes);
  in->have -= bytes;
}

static void send_all(int fd, const uint8_t *p, size_t n) {
  while (n > 0) {
    ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);
    if (sent < 0) die("cannot send");
    p += sent, n -= sent;
  }
}

/* Produce answer, version 7, one topic and one partition: 4 correlation, array, name, array, index, error. */
static void check_produced(const uint8_t *frame) {
  const uint8_t *p = frame + 8;
  if (get32(p) != 1) errno = 0, die("a produce answer without its topic");
  p += 6 + get16(p + 4);
  int16_t error = (int16_t)get16(p + 8);
  if (error != 0) {
    fprintf(stderr, "load: produce was answered with error %d\n", error);
    exit(1);
  }
}

struct frames {
  uint8_t **at;
  size_t *len;
  int count;
};

static struct frames read_frames(const char *path) {
  struct frames f = {0};
  FILE *file = fopen(path, "rb");
  if (!file) die("cannot open the frames");
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  uint8_t *all = malloc(size);
  if (!all || fread(all, 1, size, file) != (size_t)size) die("cannot read the frames");
  fclose(file);
  for (long at = 0; at < size;) {
    size_t len = 4 + get32(all + at);
    f.at = realloc(f.at, (f.count + 1) * sizeof *f.at);
    f.len = realloc(f.len, (f.count + 1) * sizeof *f.len);
    f.at[f.count] = all + at;
    f.len[f.count++] = len;
    at += len;
  }
  return f;
}

static int by_value(const void *a, const void *b) {
  double d = *(const double *)a - *(const double *)b;
  return d < 0 ? -1 : d > 0;
}

static void print_percentiles(double *v, int n) {
  qsort(v, n, sizeof *v, by_value);
  printf("{\"p50\":%.1f,\"p99\":%.1f}\n", v[n / 2] * 1e6, v[(int)(n * 0.99)] * 1e6);
}

static void print_volume(double bytes, double from) {
  printf("{\"bytes\":%.0f,\"seconds\":%.6f,\"clientCpu\":%.3f}\n", bytes, now() - from, own_cpu());
}

static void produce(int port, struct frames f, int connections, int in_flight, long requests) {
  struct peer { int fd, waiting; size_t sent; int frame; struct inbox in; } *peers = calloc(connections, sizeof *peers);
  struct pollfd *polls = calloc(connections, sizeof *polls);
  for (int i = 0; i < connections; i++) peers[i].fd = polls[i].fd = dial(port), peers[i].frame = -1;
  long begun = 0, answered = 0;
  double bytes = 0, from = now();
  while (answered < requests) {
    for (int i = 0; i < connections; i++) {
      struct peer *peer = &peers[i];
      polls[i].events = POLLIN;
      for (;;) {
        if (peer->frame < 0) {
          if (peer->waiting >= in_flight || begun >= requests) break;
          peer->frame = begun++ % f.count, peer->sent = 0, peer->waiting++;
        }
        ssize_t n = send(peer->fd, f.at[peer->frame] + peer->sent, f.len[peer->frame] - peer->sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN) die("cannot send");
        if (n < 0) { polls[i].events |= POLLOUT; break; }
        peer->sent += n;
        if (peer->sent == f.len[peer->frame]) bytes += peer->sent, peer->frame = -1;
      }
    }
    if (poll(polls, connections, 30000) <= 0) errno = 0, die("no produce answer for 30 seconds");
    for (int i = 0; i < connections; i++) {
      if (!(polls[i].revents & (POLLIN | POLLHUP | POLLERR))) continue;
      size_t len = receive(peers[i].fd, &peers[i].in, MSG_DONTWAIT);
      while (len > 0) {
        check_produced(peers[i].in.buf);
        consume(&peers[i].in, len);
        peers[i].waiting--, answered++;
        len = peers[i].in.have >= 4 && peers[i].in.have >= 4 + (size_t)get32(peers[i].in.buf) ? 4 + (size_t)get32(peers[i].in.buf) : 0;
      }
    }
  }
  print_volume(bytes, from);
}

struct reader {
  int fd, first, partitions, turn;
  uint64_t *next, *start, *end;
  struct inbox in;
};

static size_t fetch_request(uint8_t *out, const char *topic, struct reader *r, int wait_ms) {
  uint8_t *p = out + 4;
  p = put16(p, 1), p = put16(p, 11), p = put32(p, 7), p = put16(p, 4);
  memcpy(p, "load", 4), p += 4;
  p = put32(p, -1), p = put32(p, wait_ms), p = put32(p, 1), p = put32(p, 52428800);
  *p++ = 0;
  p = put32(p, 0), p = put32(p, -1);
  p = put32(p, 1), p = put16(p, strlen(topic));
  memcpy(p, topic, strlen(topic)), p += strlen(topic);
  p = put32(p, r->partitions);
  for (int i = 0; i < r->partitions; i++) {
    /* Begins with another partition every time, as clients do, so that none starves under the byte limit. */
    int at = (i + r->turn) % r->partitions;
    p = put32(p, r->first + at), p = put32(p, -1), p = put64(p, r->next[at]), p = put64(p, -1), p = put32(p, 1048576);
  }
  r->turn++;
  p = put32(p, 0), p = put16(p, 0);
  put32(out, p - out - 4);
  return p - out;
}

/* Takes a Fetch answer of version 11; returns the bytes of records in it and moves the positions on. */
static double take_fetched(const uint8_t *frame, struct reader *r) {
  const uint8_t *p = frame + 4 + 4 + 4;
  double bytes = 0;
  if (get16(p) != 0) errno = 0, die("fetch was answered with an error");
  p += 6;
  int topics = get32(p);
  p += 4;
  while (topics-- > 0) {
    p += 2 + get16(p);
    int partitions = get32(p);
    p += 4;
    while (partitions-- > 0) {
      int at = (int)get32(p) - r->first;
      if (get16(p + 4) != 0) {
        fprintf(stderr, "load: fetch was answered with error %d\n", (int16_t)get16(p + 4));
        exit(1);
      }
      r->end[at] = get64(p + 6);
      p += 30;
      int aborted = (int)get32(p);
      p += 4 + (aborted > 0 ? aborted * 16 : 0) + 4;
      int32_t length = (int32_t)get32(p);
      p += 4;
      if (length < 0) length = 0;
      const uint8_t *end = p + length;
      /* The last batch may be cut short: it is then asked for again. */
      while (end - p >= 61 && end - p >= 12 + (long)get32(p + 8)) {
        r->next[at] = get64(p) + get32(p + 23) + 1;
        bytes += 12 + get32(p + 8);
        p += 12 + get32(p + 8);
      }
      p = end;
    }
  }
  return bytes;
}

/* ListOffsets, version 1, of the partitions of one reader: time -1 is the end, -2 the beginning. */
static void list_offsets(struct reader *r, const char *topic, int64_t time, uint64_t *into) {
  uint8_t *out = malloc(200 + strlen(topic) + r->partitions * 12), *p = out + 4;
  p = put16(p, 2), p = put16(p, 1), p = put32(p, 9), p = put16(p, -1), p = put32(p, -1), p = put32(p, 1);
  p = put16(p, strlen(topic));
  memcpy(p, topic, strlen(topic)), p += strlen(topic);
  p = put32(p, r->partitions);
  for (int i = 0; i < r->partitions; i++) p = put32(p, r->first + i), p = put64(p, time);
  put32(out, p - out - 4);
  send_all(r->fd, out, p - out);
  size_t len;
  while (!(len = receive(r->fd, &r->in, 0))) {}
  const uint8_t *q = r->in.buf + 12;
  q += 2 + get16(q) + 4;
  for (int i = 0; i < r->partitions; i++, q += 22) {
    if (get16(q + 4) != 0) errno = 0, die("ListOffsets was answered with an error");
    into[get32(q) - r->first] = get64(q + 14);
  }
  consume(&r->in, len);
  free(out);
}

static struct reader make_reader(int port, int first, int partitions) {
  struct reader r = {.fd = dial(port), .first = first, .partitions = partitions};
  r.next = calloc(partitions, 8), r.start = calloc(partitions, 8), r.end = calloc(partitions, 8);
  return r;
}

static void fetch(int port, const char *topic, int partitions, int connections, double limit, uint64_t loop_records) {
  if (connections > partitions) connections = partitions;
  struct reader *readers = calloc(connections, sizeof *readers);
  struct pollfd *polls = calloc(connections, sizeof *polls);
  uint8_t *out = malloc(300 + partitions * 32);
  double bytes = 0;
  for (int i = 0; i < connections; i++) {
    int first = partitions * i / connections, after = partitions * (i + 1) / connections;
    struct reader *r = &readers[i];
    *r = make_reader(port, first, after - first);
    polls[i].fd = r->fd, polls[i].events = POLLIN;
    list_offsets(r, topic, -2, r->start), list_offsets(r, topic, -1, r->end);
    for (int k = 0; k < r->partitions; k++) {
      if (loop_records > 0 && r->end[k] - r->start[k] > loop_records) r->start[k] = r->end[k] - loop_records;
      r->next[k] = r->start[k];
    }
  }
  double from = now();
  for (int i = 0; i < connections; i++) send_all(readers[i].fd, out, fetch_request(out, topic, &readers[i], 500));
  while (bytes < limit) {
    if (poll(polls, connections, 30000) <= 0) errno = 0, die("no fetch answer for 30 seconds");
    for (int i = 0; i < connections; i++) {
      struct reader *r = &readers[i];
      if (!polls[i].revents) continue;
      size_t len = receive(r->fd, &r->in, MSG_DONTWAIT);
      if (len == 0) continue;
      bytes += take_fetched(r->in.buf, r);
      consume(&r->in, len);
      for (int k = 0; k < r->partitions; k++) if (r->next[k] >= r->end[k]) r->next[k] = r->start[k];
      send_all(r->fd, out, fetch_request(out, topic, r, 500));
    }
  }
  print_volume(bytes, from);
}

static void latency(int port, struct frames f, int requests) {
  int fd = dial(port), warm_up = requests / 5;
  struct inbox in = {0};
  double *took = malloc(requests * sizeof *took);
  for (int i = -warm_up; i < requests; i++) {
    double from = now();
    send_all(fd, f.at[(i + warm_up) % f.count], f.len[(i + warm_up) % f.count]);
    size_t len;
    while (!(len = receive(fd, &in, 0))) {}
    if (i >= 0) took[i] = now() - from;
    check_produced(in.buf);
    consume(&in, len);
  }
  print_percentiles(took, requests);
}

/* One parked fetch, one produce: from sending the record until the consumer has it. */
static void end_to_end(int port, struct frames f, const char *topic, int requests, int pace_us) {
  int fd = dial(port), warm_up = requests / 5;
  struct inbox in = {0};
  struct reader r = make_reader(port, 0, 1);
  uint8_t out[512];
  double *took = malloc(requests * sizeof *took);
  list_offsets(&r, topic, -1, r.next);
  for (int i = -warm_up; i < requests; i++) {
    send_all(r.fd, out, fetch_request(out, topic, &r, 5000));
    usleep(pace_us);
    double from = now();
    send_all(fd, f.at[0], f.len[0]);
    size_t len;
    while (!(len = receive(r.fd, &r.in, 0))) {}
    if (take_fetched(r.in.buf, &r) == 0) errno = 0, die("a parked fetch came back empty");
    if (i >= 0) took[i] = now() - from;
    consume(&r.in, len);
    while (!(len = receive(fd, &in, 0))) {}
    check_produced(in.buf);
    consume(&in, len);
  }
  print_percentiles(took, requests);
}

/*
 * Writes a file and removes it. On a virtual machine a page that nobody has used lately must come from its host, at ten
 * times the cost of filling it, and that would be charged to the broker whose log happens to take it first.
 */
static double free_bytes(void) {
  char line[128];
  double kb = 0;
  FILE *f = fopen("/proc/meminfo", "r");
  if (!f) return 0;
  while (fgets(line, sizeof line, f) && sscanf(line, "MemFree: %lf", &kb) != 1) {}
  fclose(f);
  return kb * 1024;
}

/* Reads holes at the end of FILE into the page cache until that does not make less memory free. */
static void occupy(const char *path) {
  const double piece = 256 << 20;
  int fd = open(path, O_CREAT | O_RDWR, 0600);
  if (fd < 0) die("cannot write into the data directory");
  double at = lseek(fd, 0, SEEK_END), before = free_bytes(), after;
  for (; before > piece; before = after) {
    if (ftruncate(fd, at + piece)) die("cannot write into the data directory");
    char byte;
    for (double end = at + piece; at < end; at += 4096)
      if (pread(fd, &byte, 1, at) < 0) die("cannot read from the data directory");
    after = free_bytes();
    if (before - after < piece / 2) break;
  }
  close(fd);
  printf("{}\n");
}

int main(int argc, char **argv) {
  if (argc == 3 && !strcmp(argv[1], "occupy")) return occupy(argv[2]), 0;
  if (argc < 5) return fprintf(stderr, "load: see the top of load.c\n"), 2;
  int port = atoi(argv[2]);
  if (!strcmp(argv[1], "produce") && argc == 7) produce(port, read_frames(argv[3]), atoi(argv[4]), atoi(argv[5]), atol(argv[6]));
  else if (!strcmp(argv[1], "fetch") && argc == 8) fetch(port, argv[3], atoi(argv[4]), atoi(argv[5]), atof(argv[6]), strtoull(argv[7], 0, 10));
  else if (!strcmp(argv[1], "latency") && argc == 5) latency(port, read_frames(argv[3]), atoi(argv[4]));
  else if (!strcmp(argv[1], "endtoend") && argc == 7) end_to_end(port, read_frames(argv[3]), argv[4], atoi(argv[5]), atoi(argv[6]));
  else return fprintf(stderr, "load: see the top of load.c\n"), 2;
  return 0;
}
