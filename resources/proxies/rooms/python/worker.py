"""Runs a worker's code as an interpreter of its own would."""

import importlib.util
import builtins
import os
import signal
import sys
import types

from . import inheritance
from .loading import resolve

# Never freed: in a child that would be a write to pages that it shares.
KEPT = []


def run_as_main(code, **attributes):
    # In a template's child it is a worker's, whose socket may have a number that is this one's by now.
    KEPT.append(sys.modules.get("__main__"))
    main = types.ModuleType("__main__")
    main.__dict__.update(attributes, __builtins__=builtins)
    sys.modules["__main__"] = main
    exec(code, main.__dict__)


def run_file(path, source):
    folder = os.path.dirname(os.path.abspath(path))
    sys.path.insert(0, folder)
    inheritance.LOAD.own_folders.append(folder)
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
        while trace is not None and os.path.dirname(trace.tb_frame.f_code.co_filename) == os.path.dirname(__file__):
            trace = trace.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        return -signal.SIGINT if isinstance(error, KeyboardInterrupt) else 1
    return 0
