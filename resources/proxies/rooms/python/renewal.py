"""What the interpreter and its standard library hold for one process, renewed in a child."""

import atexit
import contextlib
import importlib
import itertools
import locale  # noqa: F401: else a variable of the service would come too late
import os
import select
import sys
import time
import warnings


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
