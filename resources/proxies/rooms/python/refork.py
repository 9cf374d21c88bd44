"""How a warmed-up worker becomes the template that later services fork from."""

import functools
import os
import socket

from .channel import REFORK_ADDRESS
from .failures import text_of
from .promotion import Promotion, Template
from .system import CAN_REFORK, PROXY_PID, adopt_orphans, memory_in_mb


class Refork:
    """The part of a proxy that has another process fork for it, or no other again."""

    def command_refork(self, command):
        name = command.get("name")
        if name is None:
            if self.promotion:
                self.refuse_promotion("The proxy's own memory was asked for")
            self.fork_from(None)
            return
        if not isinstance(name, str):
            self.refuse(None, "A name is a text")
            return
        try:
            self.promotion = self.promotion_of(name)
        except (ValueError, OSError) as error:
            self.refuse(name, text_of(error))

    def promotion_of(self, name):
        child = self.by_name.get(name)
        if not CAN_REFORK:
            raise ValueError("This needs Linux and Python 3.9: elsewhere no child of a worker can become the proxy's")
        if self.promotion:
            raise ValueError("%s is just becoming the template" % self.promotion.child.name)
        if child is None or not child.announced:
            raise ValueError("%s does not run" % name)
        if not child.in_interpreter:
            raise ValueError("%s is a program of its own and shares nothing" % name)
        # Copies of a worker, whose parent ends at once, become children of the proxy by it.
        if not adopt_orphans(True):
            raise ValueError("The system lets no process adopt the children of its children")
        if self.listener is None:
            self.listener = socket.socket(socket.AF_UNIX)
            self.listener.bind(REFORK_ADDRESS)
            self.listener.listen()
        return Promotion(child, self.refork_seconds)

    def accept(self):
        connection, _ = self.listener.accept()
        if self.promotion:
            self.promote(functools.partial(self.promotion.connect, connection, self.setup()))
        else:
            connection.close()

    def setup(self):
        env = {name: value for name, value in os.environ.items() if name not in self.added_variables}
        umask = os.umask(0)
        os.umask(umask)
        return {"env": env, "umask": umask, "before_fork": self.before_fork, "after_fork": self.after_fork}

    def promote(self, step):
        try:
            step()
        except (ValueError, OSError) as error:
            self.refuse_promotion(text_of(error))

    def hear(self):
        promotion = self.promotion
        ready = promotion.hear()
        # Two may have come at once, of which the poll tells nothing.
        while not ready and promotion.channel and promotion.channel.waiting:
            ready = promotion.hear()
        if ready:
            self.promotion = None
            template = Template(promotion.copy, promotion.channel, promotion.child.rights)
            self.fork_from(template, promotion.child.name, promotion.memory)
            self.leave_orphans()

    def refuse_promotion(self, reason):
        promotion, self.promotion = self.promotion, None
        promotion.abandon()
        self.leave_orphans()
        self.refuse(promotion.child.name, reason)

    def refuse(self, name, reason):
        self.say("refused", command="refork", name=name, reason=reason)

    def leave_orphans(self):
        """Whoever started the proxy may know what the orphans of services are, and what their end means: the proxy does not."""
        if self.listener and not self.unborn and not self.promotion:
            adopt_orphans(False)

    def fork_from(self, template, name=None, memory=None):
        """None for the proxy itself."""
        before, self.template = self.template, template
        if before:
            before.end()
        if template:
            self.say("reforked", name=name, pid=template.pid, memory_mb=memory)
        else:
            self.say("reforked", pid=PROXY_PID, memory_mb=memory_in_mb())

    def lose_template(self, how):
        self.complain("The template, pid %d, is lost: %s; services fork from the proxy again" % (self.template.pid, how))
        self.fork_from(None)
