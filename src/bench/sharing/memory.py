"""The memory of processes, from /proc."""
import collections
import re

# What a JVM keeps its loaded classes in, for the next one.
ARCHIVE = re.compile(r"\.(jsa|aot)$")
MAPPING = re.compile(r"^[0-9a-f]+-[0-9a-f]+ ")

Memory = collections.namedtuple("Memory", "total saved")


def memory_of(pids):
    """The sum of PSS, in which a shared page counts once, divided among its users; and what is saved because pages are
    shared that each process would otherwise have for itself. In MB."""
    total = saved = 0
    for pid in pids:
        figures = fields("/proc/%d/smaps_rollup" % pid)
        total += figures["Pss"]
        saved += figures["Anonymous"] - figures["Pss_Anon"] + shared_archive(pid)
    return Memory(total / 1024, saved / 1024)


def fields(path):
    """In kB, of a single mapping or of their sum."""
    with open(path) as file:
        next(file)
        return {words[0].rstrip(":"): int(words[1]) for words in map(str.split, file)}


def shared_archive(pid):
    """What of the archives of classes a process has in common with others: without them each had its own copy. Pages
    of other files, libraries for instance, are shared in any case."""
    kilobytes, sign = 0, {"Rss:": 1, "Pss:": -1}
    with open("/proc/%d/smaps" % pid) as file:
        inside = False
        for line in file:
            if MAPPING.match(line):
                inside = ARCHIVE.search(line)
            elif inside:
                name, value, *_ = line.split()
                kilobytes += sign.get(name, 0) and sign[name] * int(value)
    return kilobytes
