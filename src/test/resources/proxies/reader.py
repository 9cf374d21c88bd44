"""Repeats its standard input, and ends when that does."""
import sys

print("up")
for line in sys.stdin:
    print("read " + line.rstrip("\n"))
print("the input has ended")
