"""Processes below one, and what they have taken, from /proc."""
import os

TICKS = os.sysconf("SC_CLK_TCK")


def stat(pid):
    """The words after its name; none once it is gone."""
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return []


def parents():
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            words = stat(int(name))
            if words and words[0] != "Z":
                found[int(name)] = int(words[1])
    return found


def below(root):
    """All that live and descend from a process, itself first."""
    children = {}
    for pid, parent in parents().items():
        children.setdefault(parent, []).append(pid)
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def children(pid):
    """Those of one process: asked of its threads, which is quicker than to look at all there are."""
    found = set()
    try:
        for thread in os.listdir("/proc/%d/task" % pid):
            with open("/proc/%d/task/%s/children" % (pid, thread)) as file:
                found.update(map(int, file.read().split()))
    except OSError:
        pass
    return found


def parent(pid):
    words = stat(pid)
    return int(words[1]) if words else 0


def arguments(pid):
    try:
        with open("/proc/%d/cmdline" % pid) as file:
            return file.read().split("\0")
    except OSError:
        return []


def seconds(pids):
    """Of CPU, with that of children that have ended: to the nanosecond where a process has but one thread."""
    total = 0.0
    for pid in pids:
        words = stat(pid)
        if not words:
            continue
        own, ended = sum(map(int, words[11:13])) / TICKS, sum(map(int, words[13:15])) / TICKS
        if int(words[17]) == 1:
            try:
                with open("/proc/%d/schedstat" % pid) as file:
                    own = int(file.read().split()[0]) / 1e9
            except OSError:
                pass
        total += own + ended
    return total
