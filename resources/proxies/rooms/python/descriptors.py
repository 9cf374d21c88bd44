"""What was open when all was loaded, and what becomes of it in a child."""

import fcntl
import os
import select
import socket
import stat

from .system import is_open

DATABASES = (".db", ".db3", ".sqlite", ".sqlite3", ".mdb", ".gdbm", "-wal", "-shm", "-journal")
DATABASE_MAGIC = (b"SQLite format 3\0", b"\xce\x9a\x57\x13", b"\xcd\x9a\x57\x13", b"\xcf\x9a\x57\x13")
ANONYMOUS = {
    "eventpoll": "an event loop",
    "eventfd": "an event counter",
    "inotify": "a watch for changed files",
    "signalfd": "a watch for signals",
    "timerfd": "a timer",
    "io_uring": "a queue of the kernel",
}


class Descriptor:
    """What was open when all was loaded, and what becomes of it in a child: "shared" as it is, opened "anew", "empty"
    (an event loop), leading where the child's "stdout" or "stderr" leads, or "dead": as if the other side had gone."""

    def __init__(self, fd, streams):
        self.fd = fd
        self.identity = identity_of(fd)
        self.flags = fcntl.fcntl(fd, fcntl.F_GETFL) & ~os.O_NOFOLLOW
        self.target = target_of(fd)
        self.fate = self.find_fate(streams)
        self.position = os.lseek(fd, 0, os.SEEK_CUR) if self.fate == "anew" else None
        self.words = self.describe()
        self.told = self.fate in ("dead", "empty")

    def find_fate(self, streams):
        mode = os.fstat(self.fd).st_mode
        if stat.S_ISREG(mode):
            writes = self.flags & (os.O_WRONLY | os.O_RDWR)
            if writes and is_database(self.fd, self.target):
                return "dead"
            return "shared" if self.flags & os.O_APPEND or writes == os.O_WRONLY else "anew"
        if stat.S_ISCHR(mode) or stat.S_ISDIR(mode):
            return "shared"
        if "eventpoll" in self.target:
            return "empty"
        return streams.get(self.identity, "dead")

    def describe(self):
        mode = os.fstat(self.fd).st_mode
        if stat.S_ISREG(mode):
            return "the %s %s" % ("database" if self.fate == "dead" else "file", self.target)
        if stat.S_ISSOCK(mode):
            return address_of(self.fd)
        if stat.S_ISFIFO(mode):
            return "a pipe"
        return next((words for part, words in ANONYMOUS.items() if part in self.target), self.target)

    def is_still_there(self):
        """Whether the number is not another file's by now."""
        return identity_of(self.fd) == self.identity

    def take_place(self):
        """In a worker that is about to be copied: the copy's children are to read on from where it is now."""
        if self.fate == "anew" and is_open(self.fd) and self.is_still_there():
            self.position = os.lseek(self.fd, 0, os.SEEK_CUR)

    def settle(self, nowhere):
        try:
            if self.fate == "anew":
                self.open_anew()
            elif self.fate == "empty":
                self.take(select.epoll())
            elif self.fate in ("stdout", "stderr"):
                os.dup2(1 if self.fate == "stdout" else 2, self.fd, inheritable=False)
            elif self.fate == "dead":
                self.lose(nowhere)
        except OSError:
            self.told = True
            self.lose(nowhere)
        self.identity = identity_of(self.fd)

    def lose(self, nowhere):
        nowhere.replace(self.fd)
        # In a child of a template it stays what it has become there.
        self.fate = "lost"

    def open_anew(self):
        path = "/proc/self/fd/%d" % self.fd
        if not os.path.exists(path):
            path = fcntl.fcntl(self.fd, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0")
        own = os.open(path, self.flags)
        os.lseek(own, self.position, os.SEEK_SET)
        os.dup2(own, self.fd, inheritable=False)
        os.close(own)

    def take(self, opened):
        os.dup2(opened.fileno(), self.fd, inheritable=False)
        opened.close()


class Nowhere:
    """What a number leads to of which the child has nothing: reading ends or fails, writing fails."""

    def __init__(self):
        # As if the other side had gone: that is what libraries are prepared for.
        self.socket, other = socket.socketpair()
        self.file, end = os.pipe()
        other.close()
        os.close(end)

    def replace(self, fd):
        mode = os.fstat(fd).st_mode
        talks = stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode)
        os.dup2(self.socket.fileno() if talks else self.file, fd, inheritable=False)

    def own(self):
        return {self.socket.fileno(), self.file}

    def close(self):
        self.socket.close()
        os.close(self.file)


def identity_of(fd):
    found = os.fstat(fd)
    return found.st_dev, found.st_ino


def target_of(fd):
    try:
        return os.readlink("/proc/self/fd/%d" % fd)
    except OSError:
        return "?"


def is_database(fd, target):
    try:
        begin = os.pread(fd, 16, 0)
    except OSError:
        begin = b""
    return begin.startswith(DATABASE_MAGIC) or target.endswith(DATABASES)


def address_of(fd):
    try:
        with socket.socket(fileno=os.dup(fd)) as opened:
            for found, words in ((opened.getpeername, "a connection to %s"), (opened.getsockname, "a socket on %s")):
                try:
                    address = found()
                except OSError:
                    continue
                return words % ("%s:%s" % address[:2] if isinstance(address, tuple) else address or "another process")
    except OSError:
        pass
    return "a socket"
