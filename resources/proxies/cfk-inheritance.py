"""What a forked child inherits from the load: what was registered or opened while loading belongs to the load, and a
child begins with its own. A part of cfk-share-mem-proxy.py."""

import atexit
import contextlib
import fcntl
import gc
import importlib
import io
import itertools
import locale  # noqa: F401: else a variable of the service would come too late
import os
import random
import select
import socket
import stat
import sys
import time
import warnings
import weakref

HELP = """\
what a child inherits, and what it does not:
  shared    modules and data; files that are only written, or appended to; the working folder of the proxy; the umask
            as loading has left it; variables that were set while loading (the panel names them)
  its own   files that are read, opened anew at the same line; random numbers: also those of generator objects that
            were made while loading, whatever seed they had; selectors and asyncio's event loops, which are empty;
            signal handlers, time zone, temporary folder, names and children of multiprocessing and subprocess
  not       sockets, pipes and databases that were opened while loading: they lead nowhere, and the service's log
            names them; what was registered with atexit, weakref.finalize or tempfile while loading: it runs when
            the proxy ends, once. What a child registers itself runs when the child ends.
  --after-fork names a function that is called in each child before the worker: connect there, or register there
  with atexit what a library has registered while it was loaded. --keep-exit-handlers runs in each child, after its
  own, all that was registered with atexit while loading: for libraries that write down at the end what they hold.
  Of a service's variables PYTHONPATH, PYTHONWARNINGS, PYTHONIOENCODING, PYTHONUNBUFFERED, PYTHONDONTWRITEBYTECODE,
  PYTHONPYCACHEPREFIX and PYTHONFAULTHANDLER have their effect; what else an interpreter reads when it starts
  (PYTHONHASHSEED, PYTHONOPTIMIZE, LD_PRELOAD ...) must be set on the proxy.
"""

DATABASES = (".db", ".db3", ".sqlite", ".sqlite3", ".mdb", ".gdbm", "-wal", "-shm", "-journal")
DATABASE_MAGIC = (b"SQLite format 3\0", b"\xce\x9a\x57\x13", b"\xcd\x9a\x57\x13", b"\xcf\x9a\x57\x13")
WRITERS = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)
ANONYMOUS = {
    "eventpoll": "an event loop",
    "eventfd": "an event counter",
    "inotify": "a watch for changed files",
    "signalfd": "a watch for signals",
    "timerfd": "a timer",
    "io_uring": "a queue of the kernel",
}


def is_open(fd):
    try:
        os.fstat(fd)
        return True
    except OSError:
        return False


def open_descriptors():
    """Empty where the system has no list of them."""
    folder = next(filter(os.path.isdir, ("/proc/self/fd", "/dev/fd")), None)
    listed = os.listdir(folder) if folder else ()
    # Asked again, since the listing has had a descriptor too.
    return {int(fd) for fd in listed if is_open(int(fd))}


# ---------------------------------------------------------------- descriptors


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


# ---------------------------------------------------------------- the interpreter's own state


def renew_asyncio(stock, asyncio):
    asyncio._set_running_loop(None)
    getattr(asyncio.tasks, "_current_tasks", {}).clear()
    sys.set_asyncgen_hooks(firstiter=None, finalizer=None)
    renewed = [loop for loop in stock.loops if not loop.is_closed()]
    for loop in renewed:
        if loop.is_running():
            # What a worker was just doing with it stays with the worker.
            loop._thread_id = None
            loop._stopping = False
            loop._ready.clear()
            loop._scheduled.clear()
        getattr(loop, "_signal_handlers", {}).clear()
        for end in (loop._ssock, loop._csock):
            end.close()
        loop._internal_fds = 0
        loop._make_self_pipe()
    policy = getattr(asyncio.events, "_event_loop_policy", None)
    if getattr(policy, "_watcher", None):
        policy._watcher = None
    local = getattr(policy, "_local", None)
    if getattr(local, "_loop", None) not in renewed + [None]:
        local._loop = None
        local._set_called = False


def renew_selectors(stock, _):
    for selector in stock.selectors:
        if hasattr(select, "kqueue") and isinstance(getattr(selector, "_selector", None), select.kqueue):
            # No child inherits one.
            selector._selector = select.kqueue()
        for key in list(selector.get_map() or ()):
            selector.unregister(key)


def renew_logging(_, logging):
    # It registers itself on import only, and the application needs it at its own end.
    atexit.register(logging.shutdown)
    logging._startTime = time.time_ns() if isinstance(logging._startTime, int) else time.time()


def renew_multiprocessing(_, process):
    process._current_process = type(process._current_process)()
    process._parent_process = None
    process._process_counter = itertools.count(1)
    process._children = set()


def renew_multiprocessing_util(_, util):
    util._finalizer_registry.clear()
    util._run_after_forkers()
    atexit.register(util._exit_function)


def renew_resource_tracker(_, module):
    """The one of the load would take what a child makes for the load's."""
    tracker = module._resource_tracker
    tracker._fd = tracker._pid = None
    tracker._lock = type(tracker._lock)()


def renew_forkserver(_, module):
    module._forkserver.__init__()


def renew_random(stock, module):
    module.seed()
    for generator in stock.generators:
        try:
            generator.seed()
        except Exception:
            module.Random.seed(generator)


def renew_numpy(stock, module):
    module.seed()
    for bits in stock.bit_generators:
        bits.state = type(bits)().state


def renew_subprocess(_, subprocess):
    subprocess._active.clear()


def renew_tempfile(stock, tempfile):
    for closer in stock.closers:
        closer.delete = False
    tempfile._name_sequence = None
    if {"TMPDIR", "TEMP", "TMP"} & stock.own_variables:
        tempfile.tempdir = None


def renew_uuid(_, uuid):
    uuid._last_timestamp = None
    # A number with this bit was drawn by lot.
    if uuid._node and uuid._node >> 40 & 1:
        uuid._node = None


def renew_weakref(_, module):
    registry = module.finalize._registry
    for finalizer, info in list(registry.items()):
        info.atexit = False
        if getattr(info.func, "__qualname__", "") == "TemporaryDirectory._cleanup":
            registry.pop(finalizer)
    module.finalize._registered_with_atexit = False


def renew_time(_, module):
    if hasattr(module, "tzset"):
        module.tzset()


def renew_locale(stock, module):
    if {"LC_ALL", "LC_CTYPE", "LANG"} & stock.own_variables:
        with contextlib.suppress(module.Error):
            module.setlocale(module.LC_CTYPE, "")


# Each line is for a module that has been loaded; the last registered handler runs first.
RENEWALS = {
    "selectors": renew_selectors,
    "asyncio": renew_asyncio,
    "logging": renew_logging,
    "multiprocessing.process": renew_multiprocessing,
    "multiprocessing.util": renew_multiprocessing_util,
    "multiprocessing.resource_tracker": renew_resource_tracker,
    "multiprocessing.forkserver": renew_forkserver,
    "random": renew_random,
    "numpy.random": renew_numpy,
    "subprocess": renew_subprocess,
    "tempfile": renew_tempfile,
    "uuid": renew_uuid,
    "weakref": renew_weakref,
    "time": renew_time,
    "locale": renew_locale,
}


def put_before_path(folders):
    sys.path[:0] = [os.path.abspath(folder) for folder in folders.split(os.pathsep) if folder]


def set_output_encoding(text):
    encoding, _, errors = text.partition(":")
    for stream in (sys.stdout, sys.stderr):
        # Nothing that cannot be encoded may hide an error.
        stream.reconfigure(encoding=encoding or None, errors=(errors or None) if stream is sys.stdout else None)


def enable_faulthandler(_):
    importlib.import_module("faulthandler").enable()


# What an interpreter reads when it starts, and what can still be done later.
INTERPRETER_VARIABLES = {
    "PYTHONPATH": put_before_path,
    "PYTHONWARNINGS": lambda text: warnings._processoptions(text.split(",")),
    "PYTHONIOENCODING": set_output_encoding,
    "PYTHONUNBUFFERED": lambda _: [stream.reconfigure(write_through=True) for stream in (sys.stdout, sys.stderr)],
    "PYTHONDONTWRITEBYTECODE": lambda _: setattr(sys, "dont_write_bytecode", True),
    "PYTHONPYCACHEPREFIX": lambda text: setattr(sys, "pycache_prefix", text),
    "PYTHONFAULTHANDLER": enable_faulthandler,
}


# ---------------------------------------------------------------- the whole of it


class Inheritance:
    """Made before anything is loaded; takes stock when all is; then each child begins by it, and ends by it."""

    def __init__(self, keep_exit_handlers=False):
        self.folder = os.getcwd()
        self.variables = dict(os.environ)
        self.opened_before = open_descriptors()
        self.streams = {identity_of(2): "stderr", identity_of(1): "stdout"}
        self.descriptors = {}
        self.own_variables = set()
        self.kept_handlers = []
        # What a child has put before sys.path.
        self.own_folders = []
        self.generators, self.bit_generators, self.closers = [], [], []
        self.loops, self.selectors, self.files = [], [], []
        self.register = atexit.register
        if keep_exit_handlers:
            self.record_exit_handlers()

    def record_exit_handlers(self):
        register, unregister = atexit.register, atexit.unregister

        def recording_register(function, *args, **kwargs):
            if atexit.register is recording_register:
                self.kept_handlers.append((function, args, kwargs))
            return register(function, *args, **kwargs)

        def recording_unregister(function):
            self.kept_handlers = [handler for handler in self.kept_handlers if handler[0] != function]
            unregister(function)

        atexit.register, atexit.unregister = recording_register, recording_unregister

    # ------------------------------------------------ in the proxy

    def take_stock(self):
        """When all is loaded, and before the collector's freeze: what is frozen it lists no more."""
        atexit.register = self.register
        sys.path[:] = [os.path.abspath(folder) if isinstance(folder, str) else folder for folder in sys.path]
        # Commands are looked for there, and the panel shows it.
        os.chdir(self.folder)
        self.find_objects()
        self.flush()
        for fd in sorted(open_descriptors() - self.opened_before):
            self.descriptors[fd] = Descriptor(fd, self.streams)
        for fd in self.library_descriptors():
            if fd in self.descriptors:
                self.descriptors[fd].told = False

    def find_objects(self):
        """Adds the objects that the collector lists: in a template those that the worker has made."""
        lists = {}
        for thing in gc.get_objects():
            # Never the object's own answer: it may be one that is made when it is first asked.
            kind = type(thing)
            if kind not in lists:
                lists[kind] = self.list_for(kind)
            if lists[kind] is not None:
                lists[kind].append(thing)

    def list_for(self, kind):
        for module, name, found in (
            ("tempfile", "_TemporaryFileCloser", self.closers),
            ("asyncio.selector_events", "BaseSelectorEventLoop", self.loops),
            ("selectors", "BaseSelector", self.selectors),
            ("numpy.random", "BitGenerator", self.bit_generators),
        ):
            wanted = getattr(sys.modules.get(module), name, None)
            if wanted and issubclass(kind, wanted):
                return found
        if issubclass(kind, random.Random):
            return None if issubclass(kind, random.SystemRandom) else self.generators
        return self.files if issubclass(kind, WRITERS) else None

    def library_descriptors(self):
        """Of what is made anew without a word."""
        for loop in self.loops:
            yield from (end.fileno() for end in (loop._ssock, loop._csock) if end is not None)
        tracker = getattr(sys.modules.get("multiprocessing.resource_tracker"), "_resource_tracker", None)
        forkserver = getattr(sys.modules.get("multiprocessing.forkserver"), "_forkserver", None)
        yield getattr(tracker, "_fd", None)
        yield getattr(forkserver, "_forkserver_alive_fd", None)

    def changed_variables(self, added):
        """What loading has set, and None for what it has taken away."""
        now = dict(os.environ)
        names = sorted(name for name in {**now, **self.variables} if now.get(name) != self.variables.get(name))
        return {name: now.get(name) for name in names if name not in added}

    def notes(self, where):
        """Of what does not carry over, in words."""
        told = [descriptor for descriptor in self.descriptors.values() if descriptor.told]
        lost = ["%s (descriptor %d)" % (each.words, each.fd) for each in told if each.fate != "empty"]
        if lost:
            yield "Open since loading, and leading nowhere %s: %s. Open it in the worker" % (where, ", ".join(lost))
        for descriptor in told:
            if descriptor.fate == "empty":
                yield "An event loop was made while loading (descriptor %d) and is empty %s. Make it in the worker" % (
                    descriptor.fd,
                    where,
                )

    def flush(self, own=False):
        """What waits in the buffer of a file at a fork would be written twice; also of those that the child has made."""
        listed = gc.get_objects() if own else ()
        for file in self.files + [thing for thing in listed if issubclass(type(thing), WRITERS)]:
            with contextlib.suppress(OSError, ValueError, RuntimeError):
                file.flush()

    def remove_temporary_files(self):
        for closer in self.closers:
            if closer.delete:
                with contextlib.suppress(OSError, ValueError):
                    getattr(closer, "cleanup", closer.close)()

    # ------------------------------------------------ in a child

    def take_places(self):
        for descriptor in self.descriptors.values():
            descriptor.take_place()

    def settle_descriptors(self, kept, interpreter, closes=True):
        """Keeps the first three and the kept ones. Those of the load stay open for the sake of their objects, which
        believe to own the numbers and would one day close there what the worker has opened."""
        nowhere = Nowhere()
        for fd in open_descriptors() or range(os.sysconf("SC_OPEN_MAX")):
            descriptor = self.descriptors.get(fd) if interpreter else None
            if fd <= 2 or fd in kept or fd in nowhere.own() or not is_open(fd):
                continue
            if descriptor and descriptor.is_still_there():
                descriptor.settle(nowhere)
            elif closes:
                os.close(fd)
            else:
                self.let_go(fd, nowhere)
        nowhere.close()

    def let_go(self, fd, nowhere):
        nowhere.replace(fd)
        self.descriptors[fd] = descriptor = Descriptor(fd, {})
        descriptor.told = False

    def begin(self, own_variables):
        """Renews what the interpreter holds for one process; answers with sentences for the service's log."""
        told = list(self.notes("here"))
        path = list(sys.path)
        self.own_variables = {name for name, value in own_variables.items() if value not in (None, "")}
        atexit._clear()
        for function, args, kwargs in self.kept_handlers:
            atexit.register(function, *args, **kwargs)
        gc.enable()
        for name, renew in RENEWALS.items():
            if name in sys.modules:
                try:
                    renew(self, sys.modules[name])
                except Exception as error:
                    told.append("What %s holds since loading could not be renewed: %s" % (name, error))
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(line_buffering=True)
        for name in INTERPRETER_VARIABLES.keys() & self.own_variables:
            try:
                INTERPRETER_VARIABLES[name](str(own_variables[name]))
            except Exception as error:
                told.append("%s has no effect: %s" % (name, error))
        self.own_folders += [folder for folder in sys.path if folder not in path]
        return told

    def end(self):
        """Lets go of what the child has made, as an interpreter does: destructors run, files are written."""
        threading = sys.modules.get("threading")
        main = sys.modules.get("__main__")
        if main and threading and threading.active_count() == 1:
            for name in [name for name in vars(main) if name != "__builtins__"]:
                vars(main)[name] = None
            gc.collect()
        self.find_objects()
        self.flush()
        self.remove_temporary_files()
