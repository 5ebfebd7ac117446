"""The driver protocol for Python: requests as JSON lines on stdin, answers and events as JSON lines on stdout, bytes in base64."""

import base64
import json
import os
import queue
import sys
import threading
import traceback

_out = os.fdopen(os.dup(1), "w", encoding="utf-8")
# What libraries print goes to stderr: stdout belongs to the protocol.
os.dup2(2, 1)
_lock = threading.Lock()


def say(message):
    line = json.dumps(message)
    with _lock:
        _out.write(line + "\n")
        _out.flush()


def text_of(value):
    """Bytes as base64; None stays None."""
    if value is None:
        return None
    if isinstance(value, str):
        value = value.encode()
    return base64.b64encode(bytes(value)).decode()


def bytes_of(text):
    return None if text is None else base64.b64decode(text)


def say_record(h, topic, partition, offset, timestamp, key, value, headers):
    pairs = [[name, text_of(one)] for name, one in headers or []]
    say(
        {"event": "record", "h": h, "topic": topic, "partition": partition, "offset": offset, "timestamp": timestamp,
         "key": text_of(key), "value": text_of(value), "headers": pairs}
    )


def say_partitions(event, h, pairs):
    say({"event": event, "h": h, "partitions": [[topic, partition] for topic, partition in pairs]})


class Failed(Exception):
    """An error of the Kafka protocol that the client returned instead of raising it."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def _answer(request_id, work, code_of):
    try:
        result = work()
        say({"id": request_id, "ok": {} if result is None else result})
    except BaseException as error:  # noqa: BLE001 - whatever the client raises is the answer
        if not isinstance(error, Exception):
            raise
        if os.environ.get("VERBOSE"):
            traceback.print_exc()
        code = error.code if isinstance(error, Failed) else code_of(error)
        say({"id": request_id, "error": {"code": code, "message": f"{type(error).__name__}: {error}"}})


def serve(version, lacks, operations, code_of, in_order=()):
    """Each operation runs on a thread of its own; those `in_order` return a function that waits for their end."""
    say({"hello": {"version": version, "lacks": lacks}})
    for line in sys.stdin:
        request = json.loads(line)
        request_id, op = request.pop("id"), request.pop("op")
        operation = operations.get(op)
        if operation is None:
            say({"id": request_id, "error": {"code": None, "message": f"the driver does not know {op}"}})
        elif op in in_order:
            try:
                finish = operation(**request)
            except Exception as error:  # noqa: BLE001
                def finish(error=error):
                    raise error
            threading.Thread(target=_answer, args=(request_id, finish, code_of), daemon=True).start()
        else:
            work = lambda operation=operation, request=request: operation(**request)  # noqa: E731
            threading.Thread(target=_answer, args=(request_id, work, code_of), daemon=True).start()
    os._exit(0)


class Poller:
    """A consumer with the thread that polls it; everything else is done between two polls."""

    def __init__(self, h, code_of):
        self.h = h
        self._code_of = code_of
        self._tasks = queue.Queue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._loop, daemon=True)

    def start(self):
        self._thread.start()

    def poll(self):
        raise NotImplementedError

    def finish(self):
        raise NotImplementedError

    def error(self, code, message):
        say({"event": "error", "h": self.h, "code": code, "message": message})

    def _loop(self):
        last = None
        while not self._closing.is_set():
            self._run_tasks()
            try:
                self.poll()
            except Exception as error:  # noqa: BLE001
                if str(error) != last:
                    code = error.code if isinstance(error, Failed) else self._code_of(error)
                    self.error(code, f"{type(error).__name__}: {error}")
                last = str(error)
                self._closing.wait(0.05)
        self._run_tasks()

    def _run_tasks(self):
        while True:
            try:
                task = self._tasks.get_nowait()
            except queue.Empty:
                return
            task()

    def run(self, work):
        done = threading.Event()
        result = {}

        def task():
            try:
                result["value"] = work()
            except Exception as error:  # noqa: BLE001
                result["error"] = error
            done.set()

        self._tasks.put(task)
        done.wait()
        if "error" in result:
            raise result["error"]
        return result["value"]

    def close(self):
        self._closing.set()
        self._thread.join()
        self.finish()
