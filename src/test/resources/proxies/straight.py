import os
import signal
import sys
import time

for number in range(int(sys.argv[2])):
    print("line", number)
print("an error", file=sys.stderr)
print("no end", end="", flush=True)
if sys.argv[1] != "nobody":
    os.kill(os.getppid() if sys.argv[1] == "parent" else os.getpid(), signal.SIGKILL)
time.sleep(1000)
