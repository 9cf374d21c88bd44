"""Messages between the proxy and a template."""

import json
import os
import socket
import struct

from .pipes import PIPE_READ

# As many as one message carries: SCM_MAX_FD.
MOST_DESCRIPTORS = 253
TEMPLATE_SECONDS = 10.0
# Inherited by every child; who connects is checked by its pid all the same.
REFORK_ADDRESS = "\0cfk-refork-" + os.urandom(16).hex()


class Channel:
    """Messages and descriptors over a socket between the proxy and a template. Whoever waits does so for a limited time."""

    def __init__(self, connection):
        self.socket = connection
        self.rest = b""
        self.descriptors = []

    @property
    def waiting(self):
        """Whether a message has been received already."""
        return b"\n" in self.rest

    def send(self, message, descriptors=()):
        data = json.dumps(message).encode() + b"\n"
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("%di" % len(descriptors), *descriptors))]
        # The signal of a broken pipe would be the worker's end.
        sent = self.socket.sendmsg([data], rights if descriptors else [], socket.MSG_NOSIGNAL)
        self.socket.sendall(data[sent:], socket.MSG_NOSIGNAL)

    def receive(self):
        """A message and its descriptors; None at the end. Raises OSError when it takes too long."""
        while not self.waiting:
            data, descriptors, _, _ = socket.recv_fds(self.socket, PIPE_READ, MOST_DESCRIPTORS)
            if not data:
                return None
            for fd in descriptors:
                os.set_inheritable(fd, False)
            self.rest += data
            self.descriptors += descriptors
        line, _, self.rest = self.rest.partition(b"\n")
        descriptors, self.descriptors = self.descriptors, []
        return json.loads(line), descriptors

    def close(self):
        self.socket.close()
