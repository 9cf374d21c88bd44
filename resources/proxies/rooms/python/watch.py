"""Looks whether files that have been loaded have changed."""

import os
import sys
import time

# A look may cost this part of a core, however many files there are.
WATCH_SHARE = 1 / 200


class Watch:
    """Compares the files of the loaded modules with how they were when they had just been loaded."""

    def __init__(self, period):
        self.period = period
        self.files = {path: fingerprint(path) for path in sorted(loaded_files())} if period else {}
        self.changed = []
        self.due = time.monotonic() + period if period else float("inf")

    def look(self):
        """True when the answer is another one than before."""
        if time.monotonic() < self.due:
            return False
        begin = time.process_time()
        before = self.changed
        self.changed = [path for path, loaded in self.files.items() if fingerprint(path) != loaded]
        spent = time.process_time() - begin
        self.due = time.monotonic() + max(self.period, spent / WATCH_SHARE)
        return self.changed != before


def loaded_files():
    files = set()
    for module in list(sys.modules.values()):
        path = getattr(module, "__dict__", {}).get("__file__")
        if isinstance(path, str):
            path = os.path.abspath(path)
            # A module of an archive: the archive is the file.
            while not os.path.exists(path):
                path = os.path.dirname(path)
            if os.path.isfile(path):
                files.add(path)
    return files


def fingerprint(path):
    """None for a file that is not there."""
    try:
        found = os.stat(path)
        return found.st_mtime_ns, found.st_size
    except OSError:
        return None
