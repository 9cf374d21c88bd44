import os
import sys

for piece in (b"a:b::c\n", b"\xff\xfe\x80 broken\n", b"nul \x00 inside\n", b"\n", b"cr\r\n", b"x" * 200000 + b"\n", b"no end"):
    # In small writes, as a slow program does it.
    for at in range(0, len(piece), 50000):
        os.write(1, piece[at : at + 50000])
os.write(2, b"an error\n")
