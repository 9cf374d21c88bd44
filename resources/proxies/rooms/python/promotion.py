"""A worker's way to the template, and the template, as the proxy sees them."""

import contextlib
import os
import socket
import struct
import time

from .channel import Channel, TEMPLATE_SECONDS
from .system import REFORK_SIGNAL, facts_of, kill_child

# How long a copy may take to tidy up, and how long a template to fork.
PREPARE_SECONDS = 60.0
PAUSE_SECONDS = 0.02


class Template:
    """The process that forks for the proxy, as the proxy sees it."""

    def __init__(self, pid, channel, worker_rights):
        self.pid = pid
        self.channel = channel
        self.rights = worker_rights

    def fork(self, command, descriptors):
        """The pid of the new child; None where the template does not answer. Raises ValueError where it refuses."""
        try:
            self.channel.send(command, descriptors)
            received = self.channel.receive()
        except OSError:
            # From here on it can answer no more, and what it has answered counts.
            with contextlib.suppress(OSError):
                self.channel.socket.shutdown(socket.SHUT_RD)
            received = self.channel.receive()
        if received is None:
            return None
        answer, _ = received
        if "refused" in answer:
            raise ValueError(answer["refused"])
        return answer["pid"]

    def end(self):
        self.channel.close()
        kill_child(self.pid)


class Promotion:
    """A worker's way to the template, as the proxy sees it. Its methods raise ValueError where it ends early."""

    def __init__(self, child, seconds):
        self.child = child
        self.seconds = seconds
        self.deadline = time.monotonic() + seconds
        self.asked = False
        self.channel = None
        self.copy = None
        self.memory = None

    def timeout(self):
        """The seconds until it wants to go on."""
        return max(0.0, self.deadline - time.monotonic()) if self.asked else PAUSE_SECONDS

    def go_on(self):
        if time.monotonic() >= self.deadline:
            raise ValueError(self.lateness())
        if not self.asked:
            self.ask()

    def lateness(self):
        if self.channel:
            return "The copy of %s was not ready within %g s" % (self.child.name, PREPARE_SECONDS)
        done = "answer" if self.asked else "pause"
        return "%s did not %s within %g s" % (self.child.name, done, self.seconds)

    def ask(self):
        """Signals the worker while it waits for something: in the midst of work it may hold a lock."""
        facts = facts_of(self.child.pid)
        state = facts.get("State", "Z")[0]
        if state in "ZX":
            raise ValueError("%s has ended" % self.child.name)
        if not int(facts["SigCgt"], 16) >> (REFORK_SIGNAL - 1) & 1:
            raise ValueError(
                "%s does not listen to signal %d any more: it has set it otherwise, or executed another program"
                % (self.child.name, REFORK_SIGNAL)
            )
        if state == "S":
            os.kill(self.child.pid, REFORK_SIGNAL)
            self.asked = True

    def connect(self, connection, setup):
        """Takes the connection if it is the worker's."""
        pid, uid, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        if not self.asked or self.channel or pid != self.child.pid:
            connection.close()
            return
        connection.settimeout(TEMPLATE_SECONDS)
        self.channel = Channel(connection)
        if uid != os.geteuid():
            raise ValueError("%s runs as another user" % self.child.name)
        self.deadline = time.monotonic() + PREPARE_SECONDS
        # A worker that refuses is gone already; what it has said can still be read.
        with contextlib.suppress(OSError):
            self.channel.send(setup, (1, 2))

    def hear(self):
        """True once the copy is ready."""
        received = self.channel.receive()
        if received is None:
            raise ValueError("The copy of %s ended before it was ready" % self.child.name)
        answer, _ = received
        if "refused" in answer:
            raise ValueError("%s cannot be copied: %s" % (self.child.name, answer["refused"]))
        if "again" in answer:
            self.channel.close()
            self.channel = None
            self.asked = False
            self.deadline = min(self.deadline, time.monotonic() + self.seconds)
        self.copy = answer.get("pid", self.copy)
        self.memory = answer.get("memory_mb")
        return "ready" in answer

    def abandon(self):
        if self.channel:
            self.channel.close()
        if self.copy:
            kill_child(self.copy)
