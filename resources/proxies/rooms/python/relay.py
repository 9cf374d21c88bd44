"""What children print, where the proxy passes it on."""

import os

from .pipes import PIPE_READ

LONGEST_LINE = 65536


class LineRelay:
    """Turns what a child prints into lines with the child's name before them.

    An engine that joins pieces gets what there is of a line at once, marked by a plus: a prompt is then seen.
    """

    in_pieces = False

    def __init__(self, fd, stream, name):
        self.fd = fd
        self.prefix = b"%s:%s:" % (stream, name.encode())
        self.piece_prefix = b"%s+:%s:" % (stream, name.encode())
        self.rest = b""
        self.in_line = False
        os.set_blocking(fd, False)

    def read(self):
        """The next lines, ready for the log pipe; None at the end."""
        try:
            data = os.read(self.fd, PIPE_READ)
        except BlockingIOError:
            return b""
        if not data:
            return None
        lines = (self.rest + data).split(b"\n")
        self.rest = lines.pop()
        if self.in_pieces:
            return self.frame_at_once(lines)
        pieces = []
        for line in lines:
            pieces += cut(line)
        while len(self.rest) > LONGEST_LINE:
            pieces.append(self.rest[:LONGEST_LINE])
            self.rest = self.rest[LONGEST_LINE:]
        return b"".join([self.prefix + piece + b"\n" for piece in pieces])

    def frame_at_once(self, lines):
        framed = [self.prefix + line + b"\n" for line in lines]
        self.in_line = bool(self.rest)
        if self.in_line:
            framed.append(self.piece_prefix + self.rest + b"\n")
            self.rest = b""
        return b"".join(framed)

    def last(self):
        return self.prefix + self.rest + b"\n" if self.rest or self.in_line else b""


def cut(line):
    if len(line) <= LONGEST_LINE:
        return (line,)
    return [line[at : at + LONGEST_LINE] for at in range(0, len(line), LONGEST_LINE)]
