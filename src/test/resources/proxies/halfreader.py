"""Reads on in each, as many lines as it is told, or all: says the first and the last, and how many they were."""
import itertools
import sys
import time

import halfread

most = int(sys.argv[1]) if len(sys.argv) > 1 else None
for name, file in halfread.FILES.items():
    lines = list(itertools.islice(iter(file.readline, "" if hasattr(file, "encoding") else b""), most))
    words = [line.decode() if isinstance(line, bytes) else line for line in lines]
    print("%s=%s" % (name, " ".join([*(word.strip() for word in words[:1] + words[-1:]), str(len(words))])))
print("up", flush=True)
while True:
    time.sleep(600)
