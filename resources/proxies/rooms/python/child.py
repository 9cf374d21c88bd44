"""A child as its parent sees it."""

import os
import re
import signal

from .failures import text_of
from .rights import is_whole


class Child:
    def __init__(self, order, pid, report, stdin):
        self.name = order.name
        self.pid = pid
        self.stdin = stdin
        self.leads_group = order.new_session
        self.rights = order.rights
        self.in_interpreter = order.plan.kind != "exec"
        self.report = report
        self.failure = b""
        self.announced = False
        self.held_signals = []

    def signal(self, number, alone=False):
        if not self.announced and number != signal.SIGKILL:
            # Until then it may still be in the proxy's own group, with the proxy's handlers.
            self.held_signals.append((number, alone))
            return
        try:
            (os.killpg if self.announced and self.leads_group and not alone else os.kill)(self.pid, number)
        except ProcessLookupError:
            pass
        except PermissionError as error:
            raise ValueError("%s may not be signalled: %s" % (self.name, text_of(error)))


def signal_number(name):
    if not isinstance(name, str) and not is_whole(name):
        raise ValueError("A signal is a name or a number")
    name = str(name)
    try:
        if re.fullmatch("[1-9][0-9]?", name):
            return signal.Signals(int(name))
        return signal.Signals["SIG" + name[3:] if name.startswith("SIG") else "SIG" + name]
    except (KeyError, ValueError):
        raise ValueError("Unknown signal: %s" % name) from None
