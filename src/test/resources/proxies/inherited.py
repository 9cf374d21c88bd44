"""An application that opens and registers while it is loaded what belongs to one process."""
import asyncio
import atexit
import multiprocessing
import os
import random
import socket
import subprocess
import tempfile
import uuid
import weakref

FOLDER = os.environ["INHERITED"]
RANDOM = random.Random(7)
READ = open(FOLDER + "/read.txt")
FIRST = READ.readline()
APPENDED = open(FOLDER + "/appended.txt", "a")
# Without a newline it stays in a buffer.
APPENDED.write("load,")
WRITTEN = open(FOLDER + "/written.txt", "w")
WRITTEN.write("load,")
DATABASE = open(FOLDER + "/shop.db", "r+b", buffering=0)
SOCKET = socket.socketpair()[0]
RANDOM_BYTES = open("/dev/urandom", "rb", buffering=0)
TEMPORARY_FILE = tempfile.NamedTemporaryFile(prefix="load-", dir=FOLDER)
TEMPORARY_FOLDER = tempfile.TemporaryDirectory(prefix="load-", dir=FOLDER)


class Cache:
    pass


CACHE = Cache()
weakref.finalize(CACHE, lambda: farewell())
LOOP = asyncio.new_event_loop()
asyncio.set_event_loop(LOOP)
multiprocessing.current_process().name = "the load"
KEY = bytes(multiprocessing.current_process().authkey)
CHILD = multiprocessing.get_context("fork").Process(target=int)
CHILD.start()
subprocess._active.append(subprocess.Popen(["true"]))
CLOCK = uuid._last_timestamp = 1 << 62
os.environ["LOADED"] = "while loading"
os.environ.pop("TAKEN", None)
os.chdir("/")
os.umask(0o037)


@atexit.register
def farewell():
    with open(FOLDER + "/farewells.txt", "a") as file:
        file.write("the load ends\n")


def greet():
    print("greeting=" + os.environ["CONTROL_FREAK_SERVICE"])


def fail():
    raise ValueError("cannot connect")
