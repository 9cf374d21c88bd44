"""What the standard library does not offer of the system, and facts of processes."""

import contextlib
import ctypes
import os
import re
import resource
import signal
import socket
import sys
import threading

M_ARENA_MAX = -8
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NAME = 15
PR_SET_CHILD_SUBREAPER = 36
PR_SET_THP_DISABLE = 41
RLIMIT_RTTIME = 15
LIBC = ctypes.CDLL(None, use_errno=True)
PROXY_PID = os.getpid()
# Marks all that belongs to the proxy itself.
PROXY_RUN = os.environ.get("CONTROL_FREAK_RUN")
# In the midst of the real-time signals, where hardly anybody takes one.
REFORK_SIGNAL = 50
CAN_REFORK = sys.platform == "linux" and hasattr(LIBC, "prctl") and hasattr(socket, "send_fds")


def libc(name, *args):
    function = getattr(LIBC, name, None)
    return function(*args) if function else None


def prctl(option, argument):
    if sys.platform == "linux":
        unsigned = ctypes.c_ulong
        return libc("prctl", option, argument if isinstance(argument, bytes) else unsigned(argument), *[unsigned(0)] * 3)


def adopt_orphans(whether):
    """Whether orphans of its children become children of this process, and not of whoever else takes them. False where not."""
    return prctl(PR_SET_CHILD_SUBREAPER, int(whether)) == 0


def take_mark(run):
    """Marks a process and all that it will start, whatever they do, by a limit that is too high to matter."""
    if sys.platform == "linux" and re.fullmatch("[0-9a-f]{15}", str(run)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(RLIMIT_RTTIME, (int("1" + run, 16), resource.getrlimit(RLIMIT_RTTIME)[1]))


def die_with(parent):
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(127)


def memory_in_mb():
    """Proportional where the system knows it: what is shared with others counts in part. Else the resident memory."""
    for path, key in (("/proc/self/smaps_rollup", "Pss:"), ("/proc/self/status", "VmRSS:")):
        try:
            with open(path) as file:
                return round(next(int(line.split()[1]) for line in file if line.startswith(key)) / 1024, 1)
        except (OSError, StopIteration):
            pass
    return None


def facts_of(pid):
    """The lines of its status; empty where it is gone."""
    try:
        with open("/proc/%d/status" % pid) as file:
            return dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    except OSError:
        return {}


def kill_child(pid):
    """Kills what is a child of this process, and nobody else who may have the number by now."""
    try:
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        os.kill(pid, signal.SIGKILL)
    except (ChildProcessError, ProcessLookupError):
        pass


def refuse_threads(whose):
    """A copy would have one thread only, with the locks of the others held for ever."""
    try:
        tasks = os.listdir("/proc/self/task")
    except OSError:
        tasks = threading.enumerate()
    if len(tasks) > 1:
        known = ", ".join(thread.name for thread in threading.enumerate()[1:]) or "started by a library"
        raise ValueError("%s has %d threads and a child would have one: %s" % (whose, len(tasks), known))


def open_descriptors():
    """Empty where the system has no list of them."""
    folder = next(filter(os.path.isdir, ("/proc/self/fd", "/dev/fd")), None)
    listed = os.listdir(folder) if folder else ()
    # Asked again, since the listing has had a descriptor too.
    return {int(fd) for fd in listed if is_open(int(fd))}


def is_open(fd):
    try:
        os.fstat(fd)
        return True
    except OSError:
        return False
