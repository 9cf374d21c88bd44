"""An application that leaves everything behind that a child should not find."""
import atexit
import os
import random
import signal
import sys

DATA = [float(number) for number in range(1_500_000)]
PID = os.getpid()

random.seed(1)
random.random()
signal.signal(signal.SIGUSR1, lambda *_: None)
signal.signal(signal.SIGUSR2, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGWINCH])
LEFT_OPEN = open("/etc/passwd")
# Without a newline it stays in a buffer.
sys.stdout.write("printed before the fork")


@atexit.register
def farewell():
    sys.stderr.write("the application ends in %s\n" % ("the proxy" if os.getpid() == PID else "a child"))


def warm():
    sys.stderr.write("warm\n")


def before_fork():
    sys.stderr.write("before the fork\n")


def serve():
    print("served with", len(DATA), sys.argv[1:])
    return 7
