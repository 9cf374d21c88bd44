"""What a forked child inherits from the load: what was registered or opened while loading belongs to the load, and a
child begins with its own."""

import atexit
import contextlib
import gc
import io
import os
import random
import sys

from .descriptors import Descriptor, Nowhere, identity_of
from .renewal import INTERPRETER_VARIABLES, RENEWALS
from .system import is_open, open_descriptors

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
WRITERS = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)
# Of this process; made before anything is loaded.
LOAD = None


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
