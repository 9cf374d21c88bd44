"""The command line, and what --help says of it."""

import argparse

from . import inheritance, rights

VERSION = "1.0.0"
PROTOCOL = 2
WATCH_SECONDS = 5.0
REFORK_SECONDS = 10.0

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
