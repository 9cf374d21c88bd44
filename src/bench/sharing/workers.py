"""Workers that are started on their own or by a proxy, and let into one stage after the other."""
import collections
import json
import os
import selectors
import subprocess
import tempfile
import time

from sharing.memory import memory_of

Measured = collections.namedtuple("Measured", "memory latencies")


class Ended(Exception):
    """A process that was to run has ended."""


class Lines:
    """The lines of several pipes as they come; none is lost when a reader has seen enough and another goes on."""

    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.rests = {}
        self.read = collections.deque()

    def add(self, key, pipe):
        self.selector.register(pipe, selectors.EVENT_READ, key)
        self.rests[key] = b""

    def __iter__(self):
        return self

    def __next__(self):
        while not self.read:
            for key, _ in self.selector.select():
                data = os.read(key.fd, 65536)
                if not data:
                    raise Ended("A process ended too early; see its words above.")
                *lines, self.rests[key.data] = (self.rests[key.data] + data).split(b"\n")
                self.read.extend((key.data, line.decode("utf-8", "replace")) for line in lines)
        return self.read.popleft()

    def await_many(self, count, end):
        seen = 0
        while seen < count:
            seen += next(self)[1].endswith(end)


class Gates:
    """Lets the workers into a stage: it begins when its file appears."""

    def __init__(self, stages):
        self.stages = stages
        self.folder = tempfile.TemporaryDirectory()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    @property
    def env(self):
        return {"GATES": self.folder.name, "STAGES": " ".join(map(str, self.stages))}

    def measure(self, lines, pids, workers):
        """The memory when all are ready, and after each stage."""
        memory = [memory_of(pids)]
        for stage in self.stages:
            open(os.path.join(self.folder.name, str(stage)), "w").close()
            lines.await_many(workers, "done %d" % stage)
            memory.append(memory_of(pids))
        return memory


def apart(shop, count, stages):
    with Gates(stages) as gates:
        lines, workers, latencies = Lines(), [], []
        try:
            for number in range(count):
                sent = time.perf_counter()
                worker = subprocess.Popen(
                    shop.apart, cwd=shop.folder, env={**os.environ, **shop.env, **gates.env}, stdout=subprocess.PIPE
                )
                workers.append(worker)
                lines.add(number, worker.stdout)
                lines.await_many(1, "done 0")
                latencies.append(time.perf_counter() - sent)
            return Measured(gates.measure(lines, [worker.pid for worker in workers], count), latencies)
        finally:
            for worker in workers:
                worker.kill()
                worker.wait()
                worker.stdout.close()


def under_proxy(shop, count, stages):
    with Gates(stages) as gates, Proxy(shop) as proxy:
        pids, latencies = proxy.own_pids(), []
        for number in range(count):
            sent = time.perf_counter()
            pids.append(proxy.start("web-%d" % number, shop.cmd, gates.env))
            latencies.append(time.perf_counter() - sent)
        return Measured(gates.measure(proxy.lines, pids, count), latencies)


class Proxy:
    """One of our proxies, over its three pipes."""

    def __init__(self, shop):
        command_end, self.command_fd = os.pipe()
        status_fd, status_end = os.pipe()
        log_fd, log_end = os.pipe()
        inherited = {"_CFK_COMMAND_FD": command_end, "_CFK_STATUS_FD": status_end, "_CFK_LOG_FD": log_end}
        self.process = subprocess.Popen(
            shop.proxy,
            cwd=shop.folder,
            env={**os.environ, **shop.env, **{name: str(fd) for name, fd in inherited.items()}},
            pass_fds=list(inherited.values()),
            stdin=subprocess.DEVNULL,
        )
        for fd in inherited.values():
            os.close(fd)
        self.lines = Lines()
        self.lines.add("status", status_fd)
        self.lines.add("log", log_fd)

    def __enter__(self):
        next(line for key, line in self.lines if key == "status" and "ready" in line)
        return self

    def __exit__(self, *_):
        os.close(self.command_fd)
        self.process.wait()

    def own_pids(self):
        """The proxy and those who help it, asked before it has started any service."""
        pid = self.process.pid
        with open("/proc/%d/task/%d/children" % (pid, pid)) as children:
            return [pid, *map(int, children.read().split())]

    def start(self, name, cmd, env):
        """The pid of a worker that has said that it is up."""
        command = {"command": "start", "name": name, "cmd": cmd, "env": env}
        os.write(self.command_fd, json.dumps(command).encode() + b"\n")
        pid, up = None, False
        while pid is None or not up:
            key, line = next(self.lines)
            if key == "status":
                status = json.loads(line)
                if status["status"] != "started":
                    raise Ended(line)
                pid = status["pid"]
            elif line == "out:%s:done 0" % name:
                up = True
            elif line.startswith("err:"):
                print(line)
        return pid
