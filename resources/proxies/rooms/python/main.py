"""The proxy's life, from its command line to its end."""

import atexit
import os
import platform
import sys

from . import inheritance
from .interpreter import change_interpreter, prepare_process
from .loading import flush_output, load_application
from .newborn import InChild, become_service
from .options import PROTOCOL, parse
from .pipes import inherited_sockets, occupy_standard_descriptors, pipes_of
from .proxy import Proxy
from .relay import LineRelay
from .system import CAN_REFORK, memory_in_mb
from .template import listen_for_refork
from .worker import KEPT


def run_proxy(arguments):
    """The proxy's life; answers with a child's order where the process turned into a child."""
    options = parse(arguments)
    change_interpreter(options.interpreter, arguments)
    occupy_standard_descriptors()
    LineRelay.in_pieces = os.environ.pop("_CFK_LOG_PIECES", "") == "1"
    pipes = pipes_of(options.stdio)
    sockets = inherited_sockets()
    added_variables = prepare_process()
    inheritance.LOAD = inheritance.Inheritance(options.keep_exit_handlers)
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
        environment=inheritance.LOAD.changed_variables(added_variables),
        input=True,
        rights=True,
        fifos=not options.stdio,
        **({"refork": True} if CAN_REFORK else {}),
    )
    for note in inheritance.LOAD.notes("in children"):
        proxy.complain(note)
    try:
        proxy.serve()
    except InChild as born:
        return born.order, born.report, options.after_fork
    return None


def main():
    born = run_proxy(sys.argv[1:])
    if born:
        become_service(*born, listen_for_refork)
    # A thread of the application must not keep a proxy alive that has nothing left to do.
    atexit._run_exitfuncs()
    inheritance.LOAD.remove_temporary_files()
    flush_output()
    os._exit(0)
