#!/usr/bin/env python3
"""A proxy of Control Freak for Python: loads an application once, then forks services from it on command."""

import argparse
import atexit
import collections
import contextlib
import contextvars
import ctypes
import errno
import fcntl
import functools
import gc
import importlib
import importlib.util
import io
import json
import math
import os
import platform
import re
import resource
import select
import shlex
import shutil
import signal
import socket
import stat
import struct
import sys
import threading
import time
import types



def load_beside(name):
    """A part of this program, which is not on the path of modules and hides none of the application's."""
    path = os.path.join(os.path.dirname(os.path.realpath(__file__)), name)
    writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec = importlib.util.spec_from_file_location("_" + os.path.splitext(name)[0].replace("-", "_"), path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    except OSError:
        sys.exit("%s must lie beside this program: %s" % (name, path))
    finally:
        sys.dont_write_bytecode = writes_bytecode


inheritance = load_beside("cfk-inheritance.py")
rights = load_beside("cfk-rights.py")
open_descriptors = inheritance.open_descriptors

VERSION = "1.0.0"
PROTOCOL = 2
GRACE_SECONDS = 2.0
LAST_WORDS_SECONDS = 1.0
PIPE_READ = 65536
LONGEST_LINE = 65536
LOG_LIMIT = 1 << 20
STATUS_LIMIT = 1 << 20
INPUT_LIMIT = 1 << 20
WATCH_SECONDS = 5.0
# A look may cost this part of a core, however many files there are.
WATCH_SHARE = 1 / 200
FILES_NAMED = 10
REFORK_SECONDS = 10.0
# How long a copy may take to tidy up, and how long a template to fork.
PREPARE_SECONDS = 60.0
TEMPLATE_SECONDS = 10.0
PAUSE_SECONDS = 0.02
# Where the second start finds that it is the second.
INTERPRETER_VARIABLE = "_CFK_INTERPRETER"
SOCKET_VARIABLE = "_CFK_SOCK_"
# As for systemd's children: SD_LISTEN_FDS_START.
FIRST_SOCKET = 3
# As many as one message carries: SCM_MAX_FD.
MOST_DESCRIPTORS = 253
# In the midst of the real-time signals, where hardly anybody takes one.
REFORK_SIGNAL = 50

USAGE = """\
Loads an application once and forks services from it, so that all of them share one copy of it in memory.
Control Freak starts this program; its commands come over a pipe.
"""

ADVICE = """\
how to prepare an application:
  Load everything in the proxy that the workers need: name the modules with --preload, also those that would
  be imported late. Data that is built while loading is shared until somebody writes to its page.
  Give --warm a function that serves a few hundred made-up requests: what is filled on first use (caches,
  compiled templates, late imports) is then filled once, before the fork.
  Give --before-fork a function that closes what must not be shared: database connections and sockets. Connect in
  the worker, or in a function for --after-fork.
  Start no thread before the fork: it would vanish in the child with its locks held, and so the proxy refuses
  to fork while it has more than one.
  Install signal handlers in the worker: a child starts with those of a fresh interpreter.
  Keep large tables that are only read in arrays (array, numpy, mmap): they hold no reference counts, which are
  written on every read.

%s
commands of services:
  worker.py ARGS             the file, as __main__, inside the forked interpreter
  python3 worker.py ARGS     the same
  -m package.module ARGS     the module, as __main__
  package.module:function    calls the function without arguments; sys.argv holds the rest of the command
  gunicorn ARGS              a script, found on the PATH, whose first line names this very interpreter: the same
  anything else              is executed as a program of its own: it shares nothing
  With "stdin": "open" a service's standard input is silent and open until the panel writes to it or ends it, at the
  latest until the proxy ends; else it is /dev/null.

%s
a worker on a socket that the workspace names ("sockets": ["web"]): descriptor 3 listens, for all workers at once
  import os, signal, socket
  from http.server import BaseHTTPRequestHandler, HTTPServer

  class Site(BaseHTTPRequestHandler):
      def do_GET(self):
          self.send_response(200)
          self.end_headers()
          self.wfile.write(b"hello\\n")

  server = HTTPServer(None, Site, bind_and_activate=False)
  server.socket = socket.socket(fileno=3)
  os.set_blocking(3, False)   # another worker may be quicker
  server.timeout = 0.2
  going = [True]
  signal.signal(signal.SIGTERM, lambda *_: going.clear())   # what is being served is finished first
  while going:
      server.handle_request()

how a warmed-up worker becomes the template (refork, Linux only):
  Where no function can warm up the application, a worker that has served for a while can: on command the proxy
  asks it with signal 50, a copy of it becomes the template that later services fork from, and it goes on itself.
  What its modules have loaded and cached is there in each later service; its environment, arguments, folder,
  signal handlers and descriptors are not. Another such command replaces the template, one without a name ends it.
  The worker must have one thread, run inside the forked interpreter, and pause now and then, as one that waits
  for requests does. The copy runs --before-fork again: on sockets that are dead there, so that the worker's own
  connections stay as they are. Code of the worker that was just running never goes on in the copy, so that a
  lock that it held stays locked there. A service with no_new_session forks from the proxy itself.

how the proxy notices changes:
  It looks about every 5 s (--watch-secs) whether the files of the modules that it has loaded are still as they
  were, and tells which are not: its memory holds the old code until it is run again.

A child gets SIGKILL when its proxy dies: an orphan would hold the port that its successor needs.
""" % (inheritance.HELP, rights.HELP)

# Libraries start these threads when they are imported, long before a child could do so for itself.
SINGLE_THREADED = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)

M_ARENA_MAX = -8
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NAME = 15
PR_SET_CHILD_SUBREAPER = 36
PR_SET_THP_DISABLE = 41
LIBC = ctypes.CDLL(None, use_errno=True)

RLIMIT_RTTIME = 15
LASTING = {
    getattr(errno, name) for name in "E2BIG EACCES EISDIR ELOOP ENAMETOOLONG ENOENT ENOEXEC ENOTDIR EPERM".split()
}
# Before the reason of what is final, on its way from a child.
FINAL = b"\0"

PROXY_PID = os.getpid()
# Marks all that belongs to the proxy itself.
PROXY_RUN = os.environ.get("CONTROL_FREAK_RUN")
CAN_REFORK = sys.platform == "linux" and hasattr(LIBC, "prctl") and hasattr(socket, "send_fds")
# Inherited by every child; who connects is checked by its pid all the same.
REFORK_ADDRESS = "\0cfk-refork-" + os.urandom(16).hex()

# Never freed: in a child that would be a write to pages that it shares.
KEPT = []
# Made before the load.
INHERITANCE = None


def libc(name, *args):
    function = getattr(LIBC, name, None)
    return function(*args) if function else None


def prctl(option, argument):
    if sys.platform == "linux":
        unsigned = ctypes.c_ulong
        return libc("prctl", option, argument if isinstance(argument, bytes) else unsigned(argument), *[unsigned(0)] * 3)


def text_of(error):
    """The reason of a failure in the words that a person would use."""
    if isinstance(error, OSError) and error.errno in rights.SHORTAGES:
        return rights.SHORTAGES[error.errno]
    if isinstance(error, OSError) and error.strerror:
        reason = "No such file" if error.errno == errno.ENOENT else error.strerror
        return "%s: %s" % (reason, error.filename) if error.filename is not None else reason
    return str(error) if type(error) in (ValueError, rights.Refusal) else "%s: %s" % (type(error).__name__, error)


def is_final(error):
    """Whether it would be the same the next time, as the panel itself sees it for its own children."""
    return isinstance(error, rights.Refusal) or isinstance(error, OSError) and error.errno in LASTING


def memory_in_mb():
    """Proportional where the system knows it: what is shared with others counts in part. Else the resident memory."""
    for path, key in (("/proc/self/smaps_rollup", "Pss:"), ("/proc/self/status", "VmRSS:")):
        try:
            with open(path) as file:
                return round(next(int(line.split()[1]) for line in file if line.startswith(key)) / 1024, 1)
        except (OSError, StopIteration):
            pass
    return None


def flush_output():
    """What waits in a buffer at a fork would be printed twice, and at _exit not at all. False if it cannot be now."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError, OSError):
            pass
        except RuntimeError:
            # Asked by a signal in the midst of a write to the same stream.
            return False
    libc("fflush", None)
    if INHERITANCE:
        INHERITANCE.flush()
    return True


def refuse_threads(whose):
    """A copy would have one thread only, with the locks of the others held for ever."""
    try:
        tasks = os.listdir("/proc/self/task")
    except OSError:
        tasks = threading.enumerate()
    if len(tasks) > 1:
        known = ", ".join(thread.name for thread in threading.enumerate()[1:]) or "started by a library"
        raise ValueError("%s has %d threads and a child would have one: %s" % (whose, len(tasks), known))


def resolve(reference):
    """The callable that `module:name` names."""
    module, _, path = reference.partition(":")
    found = importlib.import_module(module)
    for attribute in path.split("."):
        found = getattr(found, attribute)
    return found


# ---------------------------------------------------------------- loading


def preload(reference):
    if not (reference.endswith(".py") or os.sep in reference):
        importlib.import_module(reference)
        return
    path = os.path.abspath(reference)
    name = os.path.splitext(os.path.basename(path))[0]
    folder = os.path.dirname(path)
    if folder not in sys.path:
        sys.path.append(folder)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    # Under its own name, so that a worker's import finds it.
    sys.modules[name] = module
    spec.loader.exec_module(module)


def load_application(options):
    """Loads, warms up and tidies; answers with the milliseconds that it took."""
    begin = time.monotonic()
    # The collector would leave holes among the objects that are to be shared.
    gc.disable()
    for reference in options.preload:
        preload(reference)
    for reference in options.warm + options.before_fork:
        resolve(reference)()
    gc.collect()
    INHERITANCE.take_stock()
    tidy_heap()
    gc.enable()
    return int((time.monotonic() - begin) * 1000)


def tidy_heap():
    # Here, since each finder has a page of its own, which every child would copy.
    importlib.invalidate_caches()
    # The first pass runs finalizers, the second frees what they let go.
    gc.collect()
    gc.collect()
    libc("malloc_trim", 0)
    # Moved out of the collector's sight: its marks would be written into every shared object.
    gc.freeze()


def prepare_process():
    """What must hold before the first import of the application; answers with the variables that it set."""
    # One arena keeps the heap dense. Unlike MALLOC_ARENA_MAX this needs no second start of the interpreter.
    libc("mallopt", M_ARENA_MAX, 1)
    # A copied huge page is 2 MB for one written byte.
    prctl(PR_SET_THP_DISABLE, 1)
    added = [name for name in SINGLE_THREADED if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    sys.path[0] = os.getcwd()
    return added


class Watch:
    """Compares the files of the loaded modules with how they were when they had just been loaded."""

    def __init__(self, period):
        self.period = period
        self.files = {path: fingerprint(path) for path in sorted(loaded_files())} if period else {}
        self.changed = []
        self.due = time.monotonic() + period if period else float("inf")

    def look(self):
        """True when the answer is another one than before."""
        if time.monotonic() < self.due:
            return False
        begin = time.process_time()
        before = self.changed
        self.changed = [path for path, loaded in self.files.items() if fingerprint(path) != loaded]
        spent = time.process_time() - begin
        self.due = time.monotonic() + max(self.period, spent / WATCH_SHARE)
        return self.changed != before


def loaded_files():
    files = set()
    for module in list(sys.modules.values()):
        path = getattr(module, "__dict__", {}).get("__file__")
        if isinstance(path, str):
            path = os.path.abspath(path)
            # A module of an archive: the archive is the file.
            while not os.path.exists(path):
                path = os.path.dirname(path)
            if os.path.isfile(path):
                files.add(path)
    return files


def fingerprint(path):
    """None for a file that is not there."""
    try:
        found = os.stat(path)
        return found.st_mtime_ns, found.st_size
    except OSError:
        return None


# ---------------------------------------------------------------- pipes


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


class LineRelay:
    """Turns what a child prints into lines with the child's name before them.

    An engine that joins pieces gets what there is of a line at once, marked by a plus: a prompt is then seen.
    """

    in_pieces = False

    def __init__(self, fd, stream, name):
        self.fd = fd
        self.prefix = b"%s:%s:" % (stream, name.encode())
        self.piece_prefix = b"%s+:%s:" % (stream, name.encode())
        self.rest = b""
        self.in_line = False
        os.set_blocking(fd, False)

    def read(self):
        """The next lines, ready for the log pipe; None at the end."""
        try:
            data = os.read(self.fd, PIPE_READ)
        except BlockingIOError:
            return b""
        if not data:
            return None
        lines = (self.rest + data).split(b"\n")
        self.rest = lines.pop()
        if self.in_pieces:
            return self.frame_at_once(lines)
        pieces = []
        for line in lines:
            pieces += cut(line)
        while len(self.rest) > LONGEST_LINE:
            pieces.append(self.rest[:LONGEST_LINE])
            self.rest = self.rest[LONGEST_LINE:]
        return b"".join([self.prefix + piece + b"\n" for piece in pieces])

    def frame_at_once(self, lines):
        framed = [self.prefix + line + b"\n" for line in lines]
        self.in_line = bool(self.rest)
        if self.in_line:
            framed.append(self.piece_prefix + self.rest + b"\n")
            self.rest = b""
        return b"".join(framed)

    def last(self):
        return self.prefix + self.rest + b"\n" if self.rest or self.in_line else b""


def cut(line):
    if len(line) <= LONGEST_LINE:
        return (line,)
    return [line[at : at + LONGEST_LINE] for at in range(0, len(line), LONGEST_LINE)]


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


# ---------------------------------------------------------------- the child


def is_true(value):
    """As the protocol says it, by 0 and 1, or as a language has it that does not tell numbers from texts."""
    return value not in (None, False, 0, "", "0")


def problem_of(command):
    """What is wrong with a start command, in a sentence for people; None where nothing is."""
    cmd, cwd, sockets, tied = (command.get(key) for key in ("cmd", "cwd", "sockets", "tie_stdin_to"))
    env = {} if command.get("env") is None else command["env"]
    words = cmd if isinstance(cmd, list) else [cmd]
    if not all(isinstance(word, str) for word in words):
        return "The command is neither a text nor a list of texts"
    if not words or not words[0].strip():
        return "The command is empty"
    if cwd is not None and not isinstance(cwd, str):
        return "The working folder is no text"
    if not isinstance(env, dict):
        return "The environment is no object"
    for name, value in sorted(env.items()):
        if not name or "=" in name:
            return 'A variable cannot be called "%s"' % name
        if not (value is None or isinstance(value, str) or rights.is_whole(value)):
            return "The variable %s is no text" % name
    if any("\0" in text for text in (*words, cwd, *env, *env.values()) if isinstance(text, str)):
        return "Neither a word, a folder nor a variable can hold a NUL"
    if sockets is not None and not (isinstance(sockets, list) and all(isinstance(name, str) for name in sockets)):
        return "The sockets are no list of names"
    if tied is not None and not isinstance(tied, str):
        return "The standard input is tied to no name"
    return rights.problem(command)


class Order:
    """A start command, checked."""

    def __init__(self, command):
        problem = problem_of(command)
        if problem:
            raise rights.Refusal(problem)
        self.name = command["name"]
        self.cmd = command.get("cmd")
        self.cwd = command.get("cwd")
        self.env = {name: None if value is None else str(value) for name, value in (command.get("env") or {}).items()}
        self.open_stdin = command.get("stdin") == "open"
        self.rights = rights.Rights(command)
        self.stdout = os.devnull if is_true(command.get("ignore_stdout")) else command.get("stdout")
        self.stderr = os.devnull if is_true(command.get("ignore_stderr")) else command.get("stderr")
        self.new_session = not is_true(command.get("no_new_session"))
        self.sockets = command.get("sockets") or []
        self.stdin_socket = command.get("tie_stdin_to")
        try:
            self.plan = Plan.of(self.cmd, self.cwd or os.getcwd(), self.env.get("PATH", os.environ.get("PATH")))
        except ValueError:
            raise rights.Refusal("A quotation mark is missing: %s" % self.cmd) from None

    @property
    def ends(self):
        """How many descriptors it is given: three for its report and output, its sockets, its standard input."""
        return 3 + len(self.sockets) + (self.stdin_socket is not None) + self.open_stdin

    def sockets_of(self, known):
        """The descriptors that it is to have; one that is its standard input is the last."""
        names = self.sockets + ([] if self.stdin_socket is None else [self.stdin_socket])
        for name in names:
            if name not in known:
                raise ValueError("This proxy has no socket named %s: it was started before it" % name)
        return [known[name] for name in names]


class Plan:
    """How a command is to be run: by this interpreter ("file", "module", "call") or as a program ("exec")."""

    QUOTED = re.compile(r"""'[^']*'|"[^"$`\\]*(?:\\.[^"$`\\]*)*"|\\.""")
    NEEDS_SHELL = re.compile(r"[|&;<>()$`*?\[\]{}~#\n]")
    CALL = re.compile(r"[^\W\d][\w.]*:[^\W\d][\w.]*")

    def __init__(self, kind, words):
        self.kind = kind
        self.words = words

    @classmethod
    def of(cls, cmd, folder, path):
        plan = cls.by_words(cmd)
        script = plan.kind == "exec" and script_of_this_interpreter(plan.words[0], folder, path)
        return cls("file", [script, *plan.words[1:]]) if script else plan

    @classmethod
    def by_words(cls, cmd):
        if isinstance(cmd, list):
            return cls.of_words(cmd)
        if not cls.NEEDS_SHELL.search(cls.QUOTED.sub("", cmd)):
            words = shlex.split(cmd)
            if "=" not in words[0]:
                return cls.of_words(words[1:] if words[0] == "exec" and words[1:] else words)
        return cls("exec", ["/bin/sh", "-c", cmd])

    @classmethod
    def of_words(cls, words):
        rest = words
        named = is_this_interpreter(words[0])
        if named:
            rest = words[1:]
            # Lines come at once in any case.
            while rest and rest[0] == "-u":
                rest = rest[1:]
        if len(rest) > 1 and rest[0] == "-m":
            return cls("module", rest[1:])
        if rest and not rest[0].startswith("-") and (named or rest[0].endswith(".py")):
            return cls("file", rest)
        if cls.CALL.fullmatch(words[0]):
            return cls("call", words)
        return cls("exec", words)


def is_this_interpreter(program):
    if os.sep in program:
        # By its folder too: the python of a virtual environment is a link to the same file, with other packages.
        return all(os.path.realpath(f(program)) == os.path.realpath(f(sys.executable)) for f in (str, os.path.dirname))
    major, minor = sys.version_info[:2]
    return program in ("python", "python%d" % major, "python%d.%d" % (major, minor))


def script_of_this_interpreter(program, folder, path):
    """The file of a program whose first line names this interpreter, as entry points of packages do; else None."""
    found = os.path.join(folder, program) if os.sep in program else shutil.which(program, path=path)
    try:
        with open(found or program, "rb") as file:
            first, second = (os.fsdecode(file.readline(4096)).rstrip("\r\n") for _ in range(2))
    except OSError:
        return None
    words = first[2:].split() if first.startswith("#!") else []
    if words == ["/bin/sh"]:
        # How pip writes a path that is too long for the first line, or has blanks.
        beyond = re.fullmatch(r"""'''exec' ("[^"]+"|\S+) "\$0" "\$@\"""", second)
        words = [beyond[1].strip('"')] if beyond else []
    elif words and os.path.basename(words[0]) == "env":
        words = words[2:] if words[1:2] == ["-S"] else words[1:]
        words[:1] = [shutil.which(words[0], path=path) or ""] if words else []
    # Other options than this one change what an interpreter is.
    is_ours = words and os.sep in words[0] and is_this_interpreter(words[0]) and set(words[1:]) <= {"-u"}
    return found if is_ours else None


class InChild(BaseException):
    """Unwinds the proxy's stack in a newborn child, so that nothing of it lies below the worker."""

    def __init__(self, order, report):
        super().__init__()
        self.order = order
        self.report = report


def take_pipe(readers, writers):
    """Adds the ends of a new pipe; answers with the one to read from."""
    read, write = os.pipe()
    readers.append(read)
    writers.append(write)
    return read


def open_output(path):
    """Where a child writes by itself; None where the proxy is to pass on what it writes.

    For reading, too: so a pipe has a reader as long as it has a writer, who is not killed when the panel is. One may be out of
    reach, as for another user or in another root.
    """
    try:
        return os.open(path, os.O_RDWR) if isinstance(path, str) else None
    except (OSError, ValueError):
        return None


def settle_child(order, parent, ends, added_variables):
    """A child's first steps: nothing of the proxy stays with it. Answers with the number of its report pipe from now on."""
    report = ends[0]
    try:
        _, out, err, *given = ends
        beyond = FIRST_SOCKET + len(given)
        if report < beyond:
            report = fcntl.fcntl(report, fcntl.F_DUPFD_CLOEXEC, beyond)
        # Beyond the numbers that they are to have, lest one takes the place of another.
        copies = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, beyond) for fd in given]
        stdin = copies.pop() if order.stdin_socket or order.open_stdin else None
        if order.new_session:
            os.setsid()
        take_mark(order.env.get("CONTROL_FREAK_RUN"))
        die_with(parent)
        prctl(PR_SET_NAME, order.name.encode())
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null if stdin is None else stdin, 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        in_interpreter = order.plan.kind != "exec"
        INHERITANCE.settle_descriptors({report, *copies}, in_interpreter)
        for number, fd in enumerate(copies, FIRST_SOCKET):
            os.dup2(fd, number)
            os.close(fd)
        for name in added_variables:
            os.environ.pop(name, None)
        for name, value in {**order.env, "CONTROL_FREAK_ENABLED": "1", "CONTROL_FREAK_SERVICE": order.name}.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = str(value)
        if copies:
            os.environ["LISTEN_PID"] = str(os.getpid())
        if order.rights.take():
            # Both are undone where the user changes. All that it could read is its own memory.
            prctl(PR_SET_DUMPABLE, 1)
            die_with(parent)
        reset_signals(in_interpreter)
    except BaseException as error:
        give_up(report, error, is_final(error))
    return report


def take_mark(run):
    """Marks a process and all that it will start, whatever they do, by a limit that is too high to matter."""
    if sys.platform == "linux" and re.fullmatch("[0-9a-f]{15}", str(run)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(RLIMIT_RTTIME, (int("1" + run, 16), resource.getrlimit(RLIMIT_RTTIME)[1]))


def die_with(parent):
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(127)


def reset_signals(interpreter):
    """The dispositions of a fresh program; of a fresh Python interpreter if the child is one."""
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)
    if interpreter:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def run_as_main(code, **attributes):
    # In a template's child it is a worker's, whose socket may have a number that is this one's by now.
    KEPT.append(sys.modules.get("__main__"))
    main = types.ModuleType("__main__")
    main.__dict__.update(attributes, __builtins__=__builtins__)
    sys.modules["__main__"] = main
    exec(code, main.__dict__)


def run_file(path, source):
    folder = os.path.dirname(os.path.abspath(path))
    sys.path.insert(0, folder)
    INHERITANCE.own_folders.append(folder)
    run_as_main(compile(source, path, "exec", dont_inherit=True), __file__=path, __cached__=None)


def run_module(name):
    spec = importlib.util.find_spec(name)
    if spec is not None and spec.submodule_search_locations is not None:
        name += ".__main__"
        spec = importlib.util.find_spec(name)
    if spec is None:
        raise ModuleNotFoundError("No module named " + name, name=name)
    sys.argv[0] = spec.origin
    run_as_main(
        spec.loader.get_code(name),
        __file__=spec.origin,
        __cached__=spec.cached,
        __loader__=spec.loader,
        __package__=spec.parent,
        __spec__=spec,
    )


def run_plan(plan, source):
    sys.argv = list(plan.words)
    # Who starts itself again goes by it.
    sys.orig_argv = [sys.executable] + ["-m"] * (plan.kind == "module") + plan.words
    if plan.kind == "file":
        run_file(plan.words[0], source)
    elif plan.kind == "module":
        run_module(plan.words[0])
    else:
        sys.modules["__main__"] = types.ModuleType("__main__")
        sys.exit(resolve(plan.words[0])())


def exit_code_of(run):
    """Runs it and says how an interpreter of its own would have ended."""
    try:
        run()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return (end.code or 0) & 0xFF
        print(end.code, file=sys.stderr)
        return 1
    except BaseException as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
            trace = trace.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        return -signal.SIGINT if isinstance(error, KeyboardInterrupt) else 1
    return 0


def leave(code):
    """Ends the child the way an interpreter ends, without a look at what it inherited."""
    if CAN_REFORK:
        signal.signal(REFORK_SIGNAL, signal.SIG_IGN)
    for farewell in (threading._shutdown, atexit._run_exitfuncs, INHERITANCE.end):
        try:
            farewell()
        except BaseException as error:
            sys.excepthook(type(error), error, error.__traceback__)
    flush_output()
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)


def become_service(order, report, after_fork):
    """The rest of a child's life. What fails before the worker's first own step goes to the report pipe."""
    source = None
    try:
        enter(order.cwd)
        if order.plan.kind == "exec":
            os.execvp(order.plan.words[0], order.plan.words)
        if order.plan.kind == "file":
            with io.open_code(os.path.abspath(order.plan.words[0])) as file:
                source = file.read()
    except BaseException as error:
        if isinstance(error, OSError):
            # The name as the operator wrote it.
            error.filename = order.plan.words[0]
        give_up(report, error, is_final(error))
    try:
        for note in INHERITANCE.begin(order.env):
            print(note, file=sys.stderr)
        for reference in after_fork:
            resolve(reference)()
    except BaseException as error:
        give_up(report, error)
    listen_for_refork()
    os.close(report)
    leave(exit_code_of(lambda: run_plan(order.plan, source)))


def enter(folder):
    if folder:
        try:
            os.chdir(folder)
        except OSError as error:
            kind = rights.Refusal if is_final(error) else ValueError
            raise kind("Cannot enter the working folder %s: %s" % (folder, error.strerror)) from None


def give_up(report, error, final=False):
    try:
        os.write(report, FINAL * final + text_of(error).encode("utf-8", "replace")[:4096])
    finally:
        os._exit(127)


# ---------------------------------------------------------------- the template


class Channel:
    """Messages and descriptors over a socket between the proxy and a template. Whoever waits does so for a limited time."""

    def __init__(self, connection):
        self.socket = connection
        self.rest = b""
        self.descriptors = []

    @property
    def waiting(self):
        """Whether a message has been received already."""
        return b"\n" in self.rest

    def send(self, message, descriptors=()):
        data = json.dumps(message).encode() + b"\n"
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("%di" % len(descriptors), *descriptors))]
        # The signal of a broken pipe would be the worker's end.
        sent = self.socket.sendmsg([data], rights if descriptors else [], socket.MSG_NOSIGNAL)
        self.socket.sendall(data[sent:], socket.MSG_NOSIGNAL)

    def receive(self):
        """A message and its descriptors; None at the end. Raises OSError when it takes too long."""
        while not self.waiting:
            data, descriptors, _, _ = socket.recv_fds(self.socket, PIPE_READ, MOST_DESCRIPTORS)
            if not data:
                return None
            for fd in descriptors:
                os.set_inheritable(fd, False)
            self.rest += data
            self.descriptors += descriptors
        line, _, self.rest = self.rest.partition(b"\n")
        descriptors, self.descriptors = self.descriptors, []
        return json.loads(line), descriptors

    def close(self):
        self.socket.close()


def listen_for_refork():
    if CAN_REFORK:
        signal.signal(REFORK_SIGNAL, answer_refork)


def answer_refork(*_):
    """A worker's part: a copy of it becomes the template, and it goes on as if nothing had happened."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    channel = Channel(socket.socket(socket.AF_UNIX))
    try:
        channel.socket.settimeout(TEMPLATE_SECONDS)
        # Fails where the proxy has given up long ago.
        channel.socket.connect(REFORK_ADDRESS)
        refuse_threads("It")
        INHERITANCE.flush(own=True)
        INHERITANCE.take_places()
        if not flush_output():
            channel.send({"again": True})
        elif fork_for_proxy(channel):
            become_template(channel)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError):
            channel.send({"refused": text_of(error)})
    finally:
        channel.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def fork_for_proxy(channel, ends=()):
    """Forks twice, so that the copy falls to the proxy. True in the copy, once the proxy has been told its pid.

    The ends are closed here before the copy goes on: as long as they are open, its silence means nothing.
    """
    release, release_end = socket.socketpair()
    try:
        between = os.fork()
    except OSError:
        release.close()
        release_end.close()
        raise
    if between:
        release.close()
        told = await_death(between) == 0
        for fd in ends:
            os.close(fd)
        if told:
            # It may have been killed meanwhile.
            with contextlib.suppress(OSError):
                release_end.send(b".", socket.MSG_NOSIGNAL)
        release_end.close()
        return False
    try:
        copy = os.fork()
    except OSError as error:
        with contextlib.suppress(OSError):
            channel.send({"refused": text_of(error)})
        os._exit(1)
    if copy:
        try:
            channel.send({"pid": copy})
            os._exit(0)
        finally:
            os._exit(1)
    release_end.close()
    if not release.recv(1):
        os._exit(127)
    release.close()
    return True


def await_death(pid):
    """The wait status of an own child. Takes back its SIGCHLD, which must be blocked: a worker does not know of it."""
    status = 0
    # Where SIGCHLD is ignored the system keeps no status.
    with contextlib.suppress(ChildProcessError):
        _, status = os.waitpid(pid, 0)
    signal.sigtimedwait({signal.SIGCHLD}, 0)
    with contextlib.suppress(ChildProcessError):
        # Another child's signal may have been one with it.
        if os.waitid(os.P_ALL, 0, os.WEXITED | os.WSTOPPED | os.WCONTINUED | os.WNOHANG | os.WNOWAIT):
            os.kill(os.getpid(), signal.SIGCHLD)
    return status


def become_template(channel):
    """The rest of a template's life, in the midst of the worker's code, to which it never returns."""
    try:
        os.setsid()
        take_mark(PROXY_RUN)
        die_with(PROXY_PID)
        prctl(PR_SET_NAME, b"cfk-template")
        setup, (out, err) = channel.receive()
        blind(channel.socket.fileno(), out, err)
        channel.socket.settimeout(None)
        reset_signals(True)
        try:
            prepare_template(setup)
        except BaseException as error:
            channel.send({"refused": "Its copy could not be prepared: " + text_of(error)})
            raise
        channel.send({"ready": True, "memory_mb": memory_in_mb()})
        for command, ends in iter(channel.receive, None):
            fork_service(channel, command, ends, setup["after_fork"])
        os._exit(0)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        flush_output()
    finally:
        os._exit(1)


def blind(channel, out, err):
    """Lets go of all that the worker has open."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd, target in ((null, 0), (out, 1), (err, 2)):
        os.dup2(fd, target)
        os.close(fd)
    INHERITANCE.settle_descriptors({channel}, interpreter=True, closes=False)


def prepare_template(setup):
    os.chdir("/proc/%d/cwd" % PROXY_PID)
    os.umask(setup["umask"])
    os.environ.clear()
    os.environ.update(setup["env"])
    for folder in INHERITANCE.own_folders:
        with contextlib.suppress(ValueError):
            sys.path.remove(folder)
    INHERITANCE.own_folders.clear()
    for reference in setup["before_fork"]:
        resolve(reference)()
    INHERITANCE.find_objects()
    tidy_heap()
    flush_output()


def fork_service(channel, command, ends, after_fork):
    try:
        refuse_threads("The template")
        order = Order(command)
        if len(ends) < order.ends:
            # Those for which there was room.
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        flush_output()
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        if fork_for_proxy(channel, ends):
            try:
                # Only its number is closed, not by the object: that may die when the number is another file's.
                channel.socket.detach()
                report = settle_child(order, PROXY_PID, ends, ())
                # Else what a request of the worker had set would hold for the service.
                contextvars.Context().run(become_service, order, report, after_fork)
            finally:
                os._exit(127)
    except (OSError, ValueError) as error:
        channel.send({"refused": text_of(error)})
        for fd in ends:
            os.close(fd)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


# ---------------------------------------------------------------- the proxy


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


def kill_child(pid):
    """Kills what is a child of this process, and nobody else who may have the number by now."""
    try:
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        os.kill(pid, signal.SIGKILL)
    except (ChildProcessError, ProcessLookupError):
        pass


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


def facts_of(pid):
    """The lines of its status; empty where it is gone."""
    try:
        with open("/proc/%d/status" % pid) as file:
            return dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    except OSError:
        return {}


class Child:
    def __init__(self, order, pid, report, stdin):
        self.name = order.name
        self.pid = pid
        self.stdin = stdin
        self.leads_group = order.new_session
        self.rights = order.rights
        self.in_interpreter = order.plan.kind != "exec"
        self.report = report
        self.failure = b""
        self.announced = False
        self.held_signals = []

    def signal(self, number, alone=False):
        if not self.announced and number != signal.SIGKILL:
            # Until then it may still be in the proxy's own group, with the proxy's handlers.
            self.held_signals.append((number, alone))
            return
        try:
            (os.killpg if self.announced and self.leads_group and not alone else os.kill)(self.pid, number)
        except ProcessLookupError:
            pass
        except PermissionError as error:
            raise ValueError("%s may not be signalled: %s" % (self.name, text_of(error)))


class Proxy:
    NAME = re.compile(r"(?!-\Z)[\w.-]{1,200}", re.ASCII)
    NAME_RULE = 'A name has up to 200 letters, digits, _ . - and is not "-"'

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

    # ------------------------------------------------ waiting

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

    # ------------------------------------------------ commands

    def obey(self, line):
        try:
            # NaN and the like are no numbers.
            command = json.loads(line.decode("utf-8"), parse_constant=int)
            # Half a surrogate pair is no text.
            json.dumps(command, ensure_ascii=False).encode()
            verb = getattr(self, "command_" + command["command"], None)
        except (ValueError, TypeError, KeyError, RecursionError):
            self.complain("Ignored, no command: " + line[:200].decode("utf-8", "replace"))
            return
        if verb is None:
            self.complain("Ignored, unknown command: %s" % command["command"])
            return
        try:
            verb(command)
        except Exception as error:
            self.complain("Ignored, %s: %s" % (command["command"], text_of(error)))

    def command_start(self, command):
        name = command.get("name")
        if not isinstance(name, str):
            raise rights.Refusal(self.NAME_RULE)
        try:
            if not self.NAME.fullmatch(name):
                raise rights.Refusal(self.NAME_RULE)
            if name in self.by_name:
                raise ValueError("%s runs already, pid %d" % (name, self.by_name[name].pid))
            self.start(command)
        except (ValueError, OSError) as error:
            self.say_failed(name, text_of(error), is_final(error))

    def say_failed(self, name, reason, final):
        self.say("failed", name=name, reason=reason, **({"final": True} if final else {}))

    def command_stop(self, command):
        child = self.child_of(command)
        name = command.get("signal")
        child.signal(signal_number("TERM" if name is None else name), command.get("to") == "main")
        # One that is paused acts on no other signal.
        child.signal(signal.SIGCONT)

    def command_signal(self, command):
        self.child_of(command).signal(signal_number(command.get("signal")), command.get("to") == "main")

    def command_input(self, command):
        child = self.child_of(command)
        text = "" if command.get("text") is None else command["text"]
        if not isinstance(text, str):
            raise ValueError("What is to be read is no text")
        if child.stdin is None or child.stdin.ending:
            raise ValueError("%s has no open standard input" % child.name)
        if child.stdin.full:
            raise ValueError("%s does not read its standard input" % child.name)
        child.stdin.write(text.encode())
        if is_true(command.get("end")):
            child.stdin.end()

    def command_shutdown(self, _):
        self.stop_asked = True

    def child_of(self, command):
        name = command.get("name")
        if not isinstance(name, str):
            raise ValueError("No name")
        child = self.by_name.get(name)
        if child is None:
            raise ValueError("%s does not run" % name)
        return child

    # ------------------------------------------------ births

    def start(self, command):
        order = Order(command)
        sockets = order.sockets_of(self.sockets)
        own, childs, relays, stdin = [], [], [], None
        try:
            report = take_pipe(own, childs)
            for stream, path in ((b"out", order.stdout), (b"err", order.stderr)):
                direct = open_output(path)
                if direct is None:
                    relays.append(LineRelay(take_pipe(own, childs), stream, order.name))
                else:
                    childs.append(direct)
            if order.open_stdin:
                stdin = take_pipe(childs, own)
            given = childs[:3] + sockets + childs[3:]
            pid = self.fork_from_template(order, command, given) or self.fork(order, given)
        except (OSError, ValueError):
            for fd in own + childs:
                os.close(fd)
            raise
        for fd in childs:
            os.close(fd)
        self.relays.update(relays)
        child = Child(order, pid, report, None if stdin is None else PipeWriter(own[-1], INPUT_LIMIT))
        self.children[pid] = self.unborn[pid] = child
        if child.stdin:
            self.inputs[pid] = child.stdin
        self.by_name[order.name] = child

    def fork_from_template(self, order, command, descriptors):
        """None where there is no template for it."""
        # A template has a session of its own, and there is no way back to the proxy's.
        if self.template is None or not order.new_session or order.rights.lasting != self.template.rights.lasting:
            return None
        pid = self.template.fork(command, descriptors)
        if pid is None:
            self.lose_template("it does not answer")
        return pid

    def fork(self, order, ends):
        refuse_threads("The proxy")
        flush_output()
        # Until the child has its own handlers a signal must not run the proxy's in it.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            pid = os.fork()
            if pid == 0:
                raise InChild(order, settle_child(order, PROXY_PID, ends, self.added_variables))
            return pid
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, ())

    def read_report(self, child):
        data = os.read(child.report, PIPE_READ)
        if data:
            child.failure += data
            return
        os.close(child.report)
        child.report = None
        del self.unborn[child.pid]
        if child.failure:
            del self.by_name[child.name]
            reason = child.failure.decode("utf-8", "replace")
            self.say_failed(child.name, reason.lstrip("\0"), child.failure.startswith(FINAL))
            return
        child.announced = True
        if child.leads_group:
            self.groups.add(child.pid)
        more = {} if child.in_interpreter else {"own_program": 1}
        self.say("started", name=child.name, pid=child.pid, exit_status=None, **more)
        for number, alone in child.held_signals:
            child.signal(number, alone)

    # ------------------------------------------------ the template

    def command_refork(self, command):
        name = command.get("name")
        if name is None:
            if self.promotion:
                self.refuse_promotion("The proxy's own memory was asked for")
            self.fork_from(None)
            return
        if not isinstance(name, str):
            self.refuse(None, "A name is a text")
            return
        try:
            self.promotion = self.promotion_of(name)
        except (ValueError, OSError) as error:
            self.refuse(name, text_of(error))

    def promotion_of(self, name):
        child = self.by_name.get(name)
        if not CAN_REFORK:
            raise ValueError("This needs Linux and Python 3.9: elsewhere no child of a worker can become the proxy's")
        if self.promotion:
            raise ValueError("%s is just becoming the template" % self.promotion.child.name)
        if child is None or not child.announced:
            raise ValueError("%s does not run" % name)
        if not child.in_interpreter:
            raise ValueError("%s is a program of its own and shares nothing" % name)
        if self.listener is None:
            # Copies of a worker, whose parent ends at once, become children of the proxy by it.
            if prctl(PR_SET_CHILD_SUBREAPER, 1) != 0:
                raise ValueError("The system lets no process adopt the children of its children")
            self.listener = socket.socket(socket.AF_UNIX)
            self.listener.bind(REFORK_ADDRESS)
            self.listener.listen()
        return Promotion(child, self.refork_seconds)

    def accept(self):
        connection, _ = self.listener.accept()
        if self.promotion:
            self.promote(functools.partial(self.promotion.connect, connection, self.setup()))
        else:
            connection.close()

    def setup(self):
        env = {name: value for name, value in os.environ.items() if name not in self.added_variables}
        umask = os.umask(0)
        os.umask(umask)
        return {"env": env, "umask": umask, "before_fork": self.before_fork, "after_fork": self.after_fork}

    def promote(self, step):
        try:
            step()
        except (ValueError, OSError) as error:
            self.refuse_promotion(text_of(error))

    def hear(self):
        promotion = self.promotion
        ready = promotion.hear()
        # Two may have come at once, of which the poll tells nothing.
        while not ready and promotion.channel and promotion.channel.waiting:
            ready = promotion.hear()
        if ready:
            self.promotion = None
            template = Template(promotion.copy, promotion.channel, promotion.child.rights)
            self.fork_from(template, promotion.child.name, promotion.memory)

    def refuse_promotion(self, reason):
        promotion, self.promotion = self.promotion, None
        promotion.abandon()
        self.refuse(promotion.child.name, reason)

    def refuse(self, name, reason):
        self.say("refused", command="refork", name=name, reason=reason)

    def fork_from(self, template, name=None, memory=None):
        """None for the proxy itself."""
        before, self.template = self.template, template
        if before:
            before.end()
        if template:
            self.say("reforked", name=name, pid=template.pid, memory_mb=memory)
        else:
            self.say("reforked", pid=PROXY_PID, memory_mb=memory_in_mb())

    def lose_template(self, how):
        self.complain("The template, pid %d, is lost: %s; services fork from the proxy again" % (self.template.pid, how))
        self.fork_from(None)

    # ------------------------------------------------ deaths

    def reap(self):
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            child = self.children.get(pid)
            if child is not None:
                self.bury(child, status)
            elif self.template and pid == self.template.pid:
                self.lose_template("it ended with status %d" % status)

    def bury(self, child, status):
        while child.report is not None:
            self.read_report(child)
        del self.children[child.pid]
        if child.stdin:
            del self.inputs[child.pid]
            child.stdin.abandon()
        if child.announced:
            del self.by_name[child.name]
            self.say("stopped", name=child.name, pid=child.pid, exit_status=status)
        if self.deadline is None:
            self.groups.discard(child.pid)
        if self.promotion and self.promotion.child is child and not self.promotion.channel:
            self.refuse_promotion("%s has ended" % child.name)

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


def signal_number(name):
    if not isinstance(name, str) and not rights.is_whole(name):
        raise ValueError("A signal is a name or a number")
    name = str(name)
    try:
        if re.fullmatch("[1-9][0-9]?", name):
            return signal.Signals(int(name))
        return signal.Signals["SIG" + name[3:] if name.startswith("SIG") else "SIG" + name]
    except (KeyError, ValueError):
        raise ValueError("Unknown signal: %s" % name) from None


# ---------------------------------------------------------------- the program


def seconds(text):
    number = float(text)
    if not 0 <= number < 1e6:
        raise ValueError(text)
    return number


def parse(arguments):
    parser = argparse.ArgumentParser(
        description=USAGE, epilog=ADVICE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--preload", metavar="MODULE_OR_FILE", nargs="+", action="append", default=[])
    parser.add_argument(
        "--interpreter", metavar="FILE", help="what runs all this, such as .venv/bin/python, from the proxy's folder"
    )
    parser.add_argument("--warm", metavar="MODULE:CALLABLE", action="append", default=[])
    parser.add_argument("--before-fork", metavar="MODULE:CALLABLE", action="append", default=[])
    parser.add_argument(
        "--after-fork", metavar="MODULE:CALLABLE", action="append", default=[], help="called in each child first"
    )
    parser.add_argument(
        "--keep-exit-handlers",
        action="store_true",
        help="run in each child, too, what was registered with atexit while loading",
    )
    parser.add_argument(
        "--watch-secs",
        metavar="N",
        type=seconds,
        default=WATCH_SECONDS,
        help="how often to look whether loaded files have changed; 0: never (%(default)g)",
    )
    parser.add_argument(
        "--refork-secs",
        metavar="N",
        type=seconds,
        default=REFORK_SECONDS,
        help="how long a worker may take to answer a refork (%(default)g)",
    )
    parser.add_argument(
        "--stdio", action="store_true", help="commands on 0, statuses on 1, logs on 2; for a proxy behind ssh"
    )
    parser.add_argument("--version", action="version", version="%%(prog)s %s, protocol %d" % (VERSION, PROTOCOL))
    options = parser.parse_args(arguments)
    options.preload = [reference for group in options.preload for reference in group]
    return options


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
    LineRelay.in_pieces = os.environ.pop("_CFK_LOG_PIECES", "") == "1"
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


def change_interpreter(wanted, arguments):
    """Starts this program once more by another interpreter, such as that of a virtual environment."""
    if os.environ.pop(INTERPRETER_VARIABLE, None) or not wanted:
        return
    path = os.path.abspath(wanted) if os.sep in wanted else shutil.which(wanted)
    os.environ[INTERPRETER_VARIABLE] = "1"
    try:
        os.execv(path or wanted, [path or wanted, os.path.abspath(__file__), *arguments])
    except OSError as error:
        sys.exit("The interpreter %s cannot be run: %s" % (wanted, error.strerror))


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


def run_proxy(arguments):
    """The proxy's life; answers with a child's order where the process turned into a child."""
    global INHERITANCE
    options = parse(arguments)
    change_interpreter(options.interpreter, arguments)
    occupy_standard_descriptors()
    pipes = pipes_of(options.stdio)
    sockets = inherited_sockets()
    added_variables = prepare_process()
    INHERITANCE = inheritance.Inheritance(options.keep_exit_handlers)
    preload_ms = load_application(options)
    proxy = Proxy(*pipes, sockets, added_variables, options)
    KEPT.append(proxy)
    runtime = "%s %s" % (platform.python_implementation(), platform.python_version())
    proxy.say(
        "ready",
        pid=os.getpid(),
        protocol=PROTOCOL,
        runtime=runtime,
        preloaded=options.preload,
        preload_ms=preload_ms,
        memory_mb=memory_in_mb(),
        environment=INHERITANCE.changed_variables(added_variables),
        input=True,
        rights=True,
        fifos=not options.stdio,
        **({"refork": True} if CAN_REFORK else {}),
    )
    for note in INHERITANCE.notes("in children"):
        proxy.complain(note)
    try:
        proxy.serve()
    except InChild as born:
        return born.order, born.report, options.after_fork
    return None


def main():
    born = run_proxy(sys.argv[1:])
    if born:
        become_service(*born)
    # A thread of the application must not keep a proxy alive that has nothing left to do.
    atexit._run_exitfuncs()
    INHERITANCE.remove_temporary_files()
    flush_output()
    os._exit(0)


if __name__ == "__main__":
    main()
