"""The pipes to the panel and to children."""

import collections
import os
import stat
import sys

PIPE_READ = 65536
SOCKET_VARIABLE = "_CFK_SOCK_"


class PipeWriter:
    """Writes what a pipe takes and keeps the rest, so that a slow reader never stops the proxy."""

    def __init__(self, fd, limit):
        self.fd = fd
        self.limit = limit
        self.backlog = bytearray()
        self.broken = False
        self.ending = False
        os.set_blocking(fd, False)

    @property
    def full(self):
        return len(self.backlog) >= self.limit

    def write(self, data):
        if not self.broken:
            self.backlog += data
            self.flush()

    def end(self):
        """Closes it once all is written."""
        self.ending = True
        self.flush()

    def abandon(self):
        self.backlog.clear()
        self.end()

    def flush(self):
        try:
            while self.backlog:
                written = os.write(self.fd, memoryview(self.backlog)[:PIPE_READ])
                del self.backlog[:written]
        except BlockingIOError:
            return
        except OSError:
            self.broken = True
            self.backlog.clear()
        if self.ending and self.fd is not None:
            os.close(self.fd)
            self.fd = None
            self.broken = True


class CommandReader:
    """Collects the bytes of the command pipe into lines, however they arrive."""

    def __init__(self, fd):
        self.fd = fd
        self.parts = []
        self.lines = collections.deque()

    def read(self):
        """False at the end of the pipe."""
        data = os.read(self.fd, PIPE_READ)
        if b"\n" in data:
            whole = b"".join(self.parts) + data
            *lines, rest = whole.split(b"\n")
            self.lines.extend(line for line in lines if line.strip())
            self.parts = [rest]
        else:
            self.parts.append(data)
        return bool(data)


def take_pipe(readers, writers):
    """Adds the ends of a new pipe; answers with the one to read from."""
    read, write = os.pipe()
    readers.append(read)
    writers.append(write)
    return read


def open_output(path):
    """Where a child writes by itself; None where the proxy is to pass on what it writes.

    For reading, too: so a pipe has a reader as long as it has a writer, who is not killed when the panel is; see newborn.lead.
    One may be out of reach, as for another user or in another root.
    """
    try:
        return os.open(path, os.O_RDWR) if isinstance(path, str) else None
    except (OSError, ValueError):
        return None


def occupy_standard_descriptors():
    """A pipe must never get one of these numbers."""
    fd = os.open(os.devnull, os.O_RDWR)
    while fd < 3:
        os.set_inheritable(fd, True)
        fd = os.open(os.devnull, os.O_RDWR)
    os.close(fd)


def own_description(fd):
    """The same pipe, without the flags that it shares with whoever else holds it."""
    try:
        if stat.S_ISFIFO(os.fstat(fd).st_mode):
            return os.open("/proc/self/fd/%d" % fd, os.O_WRONLY)
    except OSError:
        pass
    return os.dup(fd)


def pipes_of(stdio):
    """The three descriptors, none of which a child or a print can reach by its number."""
    if stdio:
        commands, statuses, log = os.dup(0), own_description(1), own_description(2)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        os.dup2(2, 1)
        return commands, statuses, log
    try:
        fds = [int(os.environ.pop("_CFK_%s_FD" % name)) for name in ("COMMAND", "STATUS", "LOG")]
        for fd in fds:
            os.set_inheritable(fd, False)
    except (KeyError, ValueError, OSError):
        print("This program is started by Control Freak; see --help.", file=sys.stderr)
        sys.exit(2)
    return fds


def inherited_sockets():
    """The numbers of the listening sockets by name, which a child has only where its service names them."""
    sockets = {}
    for variable in [name for name in os.environ if name.startswith(SOCKET_VARIABLE)]:
        try:
            fd = int(os.environ.pop(variable))
            os.set_inheritable(fd, False)
            sockets[variable[len(SOCKET_VARIABLE) :]] = fd
        except (ValueError, OSError):
            print("%s names no open descriptor" % variable, file=sys.stderr)
    return sockets
