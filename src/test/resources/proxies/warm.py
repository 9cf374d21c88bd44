"""A worker that leaves traces in the application's memory, in its own process, and in its buffers."""
import os
import signal
import socket
import sys
import threading
import time

import tally

print("was", tally.COUNT, sys.argv[1:])
tally.COUNT += 1
os.environ["LEAKED"] = "x"
os.chdir("/")
os.umask(0o077)
listener = socket.create_server(("127.0.0.1", 0))
passwd = open("/etc/passwd")
for number in (signal.SIGTERM, signal.SIGUSR1):
    signal.signal(number, lambda number, _: print("got", number) if number == signal.SIGUSR1 else sys.exit(3))
signal.signal(signal.SIGCHLD, lambda *_: print("a child died"))
signal.signal(signal.SIGHUP, lambda *_: print("alive"))
how = sys.argv[1] if len(sys.argv) > 1 else "willing"
if how == "threaded":
    threading.Thread(target=time.sleep, args=(600,), name="refresher", daemon=True).start()
elif how == "deaf":
    signal.pthread_sigmask(signal.SIG_BLOCK, [50])
elif how == "else":
    signal.signal(50, signal.SIG_IGN)
print("up")
sys.stdout.write("rest of a line")
while how == "busy":
    pass
while True:
    begin = time.monotonic()
    time.sleep(60)
    print("woke up after", time.monotonic() - begin)
