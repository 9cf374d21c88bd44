"""Workers that are started on their own or by a proxy, and let into one stage after the other."""
import collections
import glob
import json
import os
import selectors
import subprocess
import tempfile
import time

from sharing.memory import memory_of

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

    def __init__(self, stages, rest):
        self.stages = stages
        self.rest = rest
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
        time.sleep(self.rest)
        memory = [memory_of(pids)]
        for stage in self.stages:
            open(os.path.join(self.folder.name, str(stage)), "w").close()
            lines.await_many(workers, "done %d" % stage)
            time.sleep(self.rest)
            memory.append(memory_of(pids))
        return memory


class Apart:
    """A worker on its own."""

    def __init__(self, shop, env):
        """Returns when it is up."""
        self.process = subprocess.Popen(
            shop.apart, cwd=shop.folder, env={**os.environ, **shop.env, **env}, stdout=subprocess.PIPE
        )
        self.up = Lines()
        self.up.add(None, self.process.stdout)
        self.up.await_many(1, "done 0")

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def apart(shop, count, stages):
    """The memory at each stage."""
    with Gates(stages, shop.rest) as gates:
        workers = []
        try:
            for _ in range(count):
                workers.append(Apart(shop, gates.env))
            lines = Lines()
            for number, worker in enumerate(workers):
                lines.add(number, worker.process.stdout)
            return gates.measure(lines, [worker.process.pid for worker in workers], count)
        finally:
            for worker in workers:
                worker.end()


def under_proxy(shop, count, stages):
    """The memory at each stage."""
    with Gates(stages, shop.rest) as gates, Proxy(shop) as proxy:
        pids = proxy.own_pids()
        for number in range(count):
            pids.append(proxy.start("web-%d" % number, shop.cmd, gates.env))
        return gates.measure(proxy.lines, pids, count)


def start_times(shop, count):
    """Seconds from the command to a worker that is up, apart and under a proxy; by turns, since a machine is not equally
    fast at all times."""
    alone, proxied = [], []
    with Gates([1], 0) as gates, Proxy(shop) as proxy:
        for number in range(count):
            begin = time.perf_counter()
            worker = Apart(shop, gates.env)
            alone.append(time.perf_counter() - begin)
            worker.end()
            begin = time.perf_counter()
            proxy.start("web-%d" % number, shop.cmd, gates.env)
            proxied.append(time.perf_counter() - begin)
            proxy.stop("web-%d" % number)
    return alone, proxied


class Proxy:
    """One of our proxies, over its three pipes."""

    def __init__(self, shop, sockets={}):
        """sockets: those that listen, by name"""
        command_end, self.command_fd = os.pipe()
        status_fd, status_end = os.pipe()
        log_fd, log_end = os.pipe()
        pipes = {"_CFK_COMMAND_FD": command_end, "_CFK_STATUS_FD": status_end, "_CFK_LOG_FD": log_end}
        inherited = {**pipes, **{"_CFK_SOCK_" + name: each.fileno() for name, each in sockets.items()}}
        self.sockets = list(sockets)
        self.process = subprocess.Popen(
            shop.proxy,
            cwd=shop.folder,
            env={**os.environ, **shop.env, **{name: str(fd) for name, fd in inherited.items()}},
            pass_fds=list(inherited.values()),
            stdin=subprocess.DEVNULL,
        )
        for fd in pipes.values():
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
        pids = [self.process.pid]
        for path in glob.glob("/proc/%d/task/*/children" % self.process.pid):
            with open(path) as children:
                pids += map(int, children.read().split())
        return pids

    def start(self, name, cmd, env):
        """The pid of a worker that has said that it is up."""
        command = {"command": "start", "name": name, "cmd": cmd, "env": env, "sockets": self.sockets}
        os.write(self.command_fd, json.dumps(command).encode() + b"\n")
        pid, up = None, False
        while pid is None or not up:
            key, line = next(self.lines)
            if key == "status":
                status = json.loads(line)
                if status.get("name") != name:
                    continue
                if status["status"] != "started":
                    raise Ended(line)
                pid = status["pid"]
            elif line == "out:%s:done 0" % name:
                up = True
            elif line.startswith("err:"):
                print(line)
        return pid

    def stop(self, name):
        os.write(self.command_fd, json.dumps({"command": "stop", "name": name}).encode() + b"\n")
        next(line for key, line in self.lines if key == "status" and '"stopped"' in line)
