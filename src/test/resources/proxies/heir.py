"""Says what it has of the application's, uses it, makes its own, and ends as it is told."""
import asyncio
import atexit
import locale
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid

import inherited


def fact(name, value):
    print("%s=%s" % (name, value))


def attempt(action):
    try:
        return repr(action())
    except OSError as error:
        return "failed: %s" % error.strerror


fact("random", random.random())
fact("generator", inherited.RANDOM.random())
fact("read", inherited.READ.readline().strip())
fact("database", attempt(lambda: os.pwrite(inherited.DATABASE.fileno(), b"x", 0)))
fact("socket", attempt(lambda: inherited.SOCKET.send(b"x")))
fact("urandom", len(inherited.RANDOM_BYTES.read(8)))
inherited.APPENDED.write("heir,")
inherited.WRITTEN.write("heir,")
file = tempfile.NamedTemporaryFile(prefix="own-", dir=inherited.FOLDER)
folder = tempfile.TemporaryDirectory(prefix="own-", dir=inherited.FOLDER)
unclosed = open(inherited.FOLDER + "/unclosed.txt", "a")
unclosed.write("never closed,")
atexit.register(lambda: print("farewell=own"))
fact("program", sys.argv[0])
fact("command", sys.orig_argv[1])
fact("folder", os.getcwd())
fact("loop", inherited.LOOP.run_until_complete(asyncio.sleep(0.01, "ran")))
fact("process", multiprocessing.current_process().name)
fact("key", multiprocessing.current_process().authkey != inherited.KEY)
fact("children", len(multiprocessing.active_children()))
fact("subprocesses", len(subprocess._active))
fact("clock", uuid._last_timestamp)
fact("temporary", tempfile.gettempdir())
fact("loaded", os.environ.get("LOADED"))
umask = os.umask(0)
os.umask(umask)
fact("umask", "%o" % umask)
fact("zone", time.strftime("%z"))
fact("codeset", locale.nl_langinfo(locale.CODESET))
sys.stdout.flush()
print("up", flush=True)
how = sys.argv[1] if len(sys.argv) > 1 else "return"
if how == "exit":
    sys.exit(3)
elif how == "raise":
    raise ValueError("broken")
elif how == "wait":
    time.sleep(600)
