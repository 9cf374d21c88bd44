"""What each supervisor is given to do, and what is measured of it."""
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time

from sharing import memory
from supervisors import processes, programs

PATIENCE = 300
IDLE = 20
KILLS = 10
# Some wait for a second before they restart what has run for less.
BETWEEN = 1.3
# What a supervisor says of a start is shorter.
FIRST = 5000
LOUD = 100
LOUD_LINES = 10_000


class Failed(Exception):
    """What it was given was not done in time."""


class Run:
    """A supervisor at work in a folder of its own."""

    def __init__(self, supervisor, program, count):
        self.supervisor, self.count = supervisor, count
        self.folder = tempfile.mkdtemp(prefix="peers")
        self.words = programs.words(self.folder, program, supervisor.language)
        command = supervisor.prepare(self.folder, count, self.words)
        with open(os.path.join(self.folder, "output"), "wb") as output:
            self.started = time.monotonic()
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, "PEERS_FOLDER": self.folder},
                start_new_session=True,
            )

    def all(self):
        return processes.below(self.process.pid)

    def services(self, among=None):
        among = self.all()[1:] if among is None else among
        if self.supervisor.language:
            proxies = [pid for pid in among if any(self.supervisor.proxy in word for word in processes.arguments(pid))]
            first = next((pid for pid in proxies if processes.parent(pid) not in proxies), 0)
            return sorted(processes.children(first))
        return [pid for pid in among if processes.arguments(pid)[: len(self.words)] == self.words]

    def supervising(self):
        everybody = self.all()
        return set(everybody) - set(self.services(everybody[1:]))

    def await_all(self):
        await_that(lambda: len(self.services()) >= self.count, "start all", 0.1)

    def end(self):
        """Tells after how long no service was left, and it had ended itself."""
        services = self.services()
        began = time.monotonic()
        self.process.send_signal(self.supervisor.ends_by)
        await_that(lambda: not any(lives(pid) for pid in services), "stop all", 0.02)
        gone = time.monotonic() - began
        self.process.wait(PATIENCE)
        return gone, time.monotonic() - began

    def close(self):
        """Ends what it may have left, until nobody has started anybody meanwhile."""
        left = self.left()
        while left:
            for pid in left:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait()
            left = self.left()
        shutil.rmtree(self.folder, ignore_errors=True)

    def left(self):
        """Those that live and have the variable that all have of it."""
        mark, found = ("PEERS_FOLDER=%s\0" % self.folder).encode(), []
        for pid in processes.parents():
            with contextlib.suppress(OSError), open("/proc/%d/environ" % pid, "rb") as file:
                if mark in file.read():
                    found.append(pid)
        return found


def lives(pid):
    words = processes.stat(pid)
    return bool(words) and words[0] != "Z"


def await_that(holds, what, every):
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise Failed("did not " + what)
        time.sleep(every)


def size(paths):
    total = 0
    for path in paths:
        with contextlib.suppress(OSError):
            total += os.path.getsize(path)
    return total


def starts(supervisor, count):
    """As many sleepers as said: started, left alone, stopped."""
    with contextlib.closing(Run(supervisor, "sleeper", count)) as run:
        run.await_all()
        wall = time.monotonic() - run.started
        time.sleep(2)
        cost = processes.seconds(run.all())
        supervising = run.supervising()
        before = processes.seconds(supervising)
        time.sleep(IDLE)
        idle = processes.seconds(supervising) - before
        held = memory.memory_of(supervising).total
        gone, reported = run.end()
    return {
        "start, s": wall,
        "start, CPU s": cost,
        "idle, % of a core": 100 * idle / IDLE,
        "memory, MB": held,
        "stop: gone, s": gone,
        "stop: reported, s": reported,
    }


def restarts(supervisor):
    """Sleepers of ten are killed one by one."""
    if not supervisor.restarts:
        return {}
    with contextlib.closing(Run(supervisor, "sleeper", 10)) as run:
        run.await_all()
        time.sleep(2)
        before, times = processes.seconds(run.all()), []
        for number in range(KILLS):
            victim = run.services()[number % 10]
            parent = processes.parent(victim)
            known = processes.children(parent)
            began = time.monotonic()
            os.kill(victim, signal.SIGKILL)
            await_that(lambda: processes.children(parent) - known, "restart", 0)
            times.append(time.monotonic() - began)
            time.sleep(BETWEEN)
        cost = processes.seconds(run.all()) - before
        run.end()
    return {"restart, ms": 1000 * sorted(times)[KILLS // 2], "restart, CPU ms": 1000 * cost / KILLS}


def burst(supervisor):
    """One service writes a million lines at once, right after the start."""
    with contextlib.closing(Run(supervisor, "burst", 1)) as run:
        await_that(lambda: size(supervisor.logs(run.folder)) > FIRST, "write", 0.001)
        began = time.monotonic()
        await_that(lambda: any(has_end(path) for path in supervisor.logs(run.folder)), "write all", 0.01)
        wall = time.monotonic() - began
        cost = processes.seconds(run.supervising())
        whole = sum(whole_lines(path) for path in supervisor.logs(run.folder))
        run.end()
    return {
        "1 M lines: thousand a second": programs.LINES / wall / 1000,
        "1 M lines: CPU s since the start": cost,
        "lost or cut": programs.LINES - whole,
    }


def has_end(path):
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - 500))
        return b"end\n" in file.read()


def whole_lines(path):
    with open(path, "rb") as file:
        return sum(line.rstrip(b"\n").endswith(programs.LINE) for line in file)


def loud(supervisor):
    """A hundred services write a thousand lines a second each, for ten seconds."""
    with contextlib.closing(Run(supervisor, "loud", LOUD)) as run:
        await_that(lambda: size(supervisor.logs(run.folder)) >= LOUD * LOUD_LINES * 100, "write all", 0.2)
        cost = processes.seconds(run.supervising())
        run.end()
    return {"100 × 1,000 lines/s × 10 s, CPU s": cost}


WORKS = {"starts": lambda supervisor: starts(supervisor, 1000), "restarts": restarts, "burst": burst, "loud": loud}
