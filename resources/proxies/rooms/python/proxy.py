"""The parent of all services: one thread, in one loop that waits for whatever comes."""

import functools
import json
import math
import os
import select
import signal
import time

from .births import Births
from .commands import Commands
from .pipes import CommandReader, PIPE_READ, PipeWriter
from .refork import Refork
from .watch import Watch

GRACE_SECONDS = 2.0
LAST_WORDS_SECONDS = 1.0
LOG_LIMIT = 1 << 20
STATUS_LIMIT = 1 << 20
FILES_NAMED = 10


class Proxy(Commands, Births, Refork):
    """What it does at each turn of its loop, and at its end."""

    def __init__(self, command_fd, status_fd, log_fd, sockets, added_variables, options):
        self.commands = CommandReader(command_fd)
        self.statuses = PipeWriter(status_fd, STATUS_LIMIT)
        self.log = PipeWriter(log_fd, LOG_LIMIT)
        self.sockets = sockets
        self.added_variables = added_variables
        self.before_fork = options.before_fork
        self.after_fork = options.after_fork
        self.refork_seconds = options.refork_secs
        self.watch = Watch(options.watch_secs)
        self.listener = None
        self.promotion = None
        self.template = None
        self.children = {}
        # Those of them that are yet to be waited for, lest each wait costs what all of them do.
        self.unborn = {}
        self.inputs = {}
        self.by_name = {}
        self.relays = set()
        self.groups = set()
        self.deadline = None
        self.killed = False
        self.stop_asked = False
        self.wake_fd, wake_end = os.pipe()
        for fd in (self.wake_fd, wake_end):
            os.set_blocking(fd, False)
        signal.set_wakeup_fd(wake_end, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())

    def ask_to_stop(self, *_):
        self.stop_asked = True

    def say(self, status, **fields):
        self.statuses.write(json.dumps({"status": status, **fields}).encode() + b"\n")

    def complain(self, text):
        if not self.log.full:
            self.log.write(b"err:-:" + text.encode("utf-8", "replace").replace(b"\n", b" ") + b"\n")

    def serve(self):
        """Returns in the proxy at its end; raises InChild in each child."""
        while True:
            self.poll()
            self.reap()
            if self.commands.lines and self.deadline is None:
                self.obey(self.commands.lines.popleft())
            if self.deadline is None and (self.stop_asked or self.statuses.broken or self.log.broken):
                self.stop_all()
            if self.deadline is not None and self.is_over():
                return
            if self.promotion:
                self.promote(self.promotion.go_on)
            if self.deadline is None and self.watch.look():
                self.say("stale", count=len(self.watch.changed), files=self.watch.changed[:FILES_NAMED])

    def poll(self):
        poll = select.poll()
        handlers = {}
        for fd, event, handler in self.wanted_events():
            poll.register(fd, event)
            handlers[fd] = handler
        for fd, _ in poll.poll(self.timeout()):
            handlers[fd]()

    def wanted_events(self):
        yield self.wake_fd, select.POLLIN, self.drain_wake_pipe
        for writer in (self.statuses, self.log, *self.inputs.values()):
            if writer.backlog:
                yield writer.fd, select.POLLOUT, writer.flush
        # One command at a time: exits and output come between the commands of a burst.
        if self.deadline is None and not self.commands.lines and not self.statuses.full:
            yield self.commands.fd, select.POLLIN, self.read_commands
        if self.listener:
            yield self.listener.fileno(), select.POLLIN, self.accept
        if self.promotion and self.promotion.channel:
            yield self.promotion.channel.socket.fileno(), select.POLLIN, functools.partial(self.promote, self.hear)
        for child in self.unborn.values():
            yield child.report, select.POLLIN, functools.partial(self.read_report, child)
        if not self.log.full:
            for relay in self.relays:
                yield relay.fd, select.POLLIN, functools.partial(self.relay, relay)

    def timeout(self):
        """In milliseconds; None without end."""
        if self.deadline is not None:
            return 20
        if self.commands.lines:
            return 0
        seconds = min(self.watch.due - time.monotonic(), self.promotion.timeout() if self.promotion else float("inf"))
        return None if seconds == float("inf") else max(0, math.ceil(seconds * 1000))

    def drain_wake_pipe(self):
        os.read(self.wake_fd, PIPE_READ)

    def read_commands(self):
        if not self.commands.read():
            self.stop_asked = True

    def relay(self, relay):
        if self.log.full:
            return
        lines = relay.read()
        if lines is None:
            self.log.write(relay.last())
            self.relays.discard(relay)
            os.close(relay.fd)
        else:
            self.log.write(lines)

    def stop_all(self):
        if self.promotion:
            self.refuse_promotion("The proxy ends")
        if self.template:
            self.template.end()
            self.template = None
        self.deadline = time.monotonic() + GRACE_SECONDS
        self.signal_all(signal.SIGTERM)
        self.signal_all(signal.SIGCONT)

    def signal_all(self, number):
        for child in self.children.values():
            child.signal(number)
        # A leader may be gone while others of its group still tidy up.
        for group in self.groups - set(self.children):
            try:
                os.killpg(group, number)
            except OSError:
                self.groups.discard(group)

    def is_over(self):
        late = time.monotonic() - self.deadline
        if late >= 0 and not self.killed:
            self.killed = True
            self.signal_all(signal.SIGKILL)
        elif not self.children:
            self.signal_all(0)
        busy = self.children or self.groups or self.relays or self.log.backlog or self.statuses.backlog
        return not busy or late > LAST_WORDS_SECONDS
