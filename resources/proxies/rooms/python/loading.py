"""Loads an application, warms it up, and tidies the heap that its workers are to share."""

import gc
import importlib
import importlib.util
import os
import sys
import time

from . import inheritance
from .system import libc


def resolve(reference):
    """The callable that `module:name` names."""
    module, _, path = reference.partition(":")
    found = importlib.import_module(module)
    for attribute in path.split("."):
        found = getattr(found, attribute)
    return found


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
    inheritance.LOAD.take_stock()
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
    if inheritance.LOAD:
        inheritance.LOAD.flush()
    return True
