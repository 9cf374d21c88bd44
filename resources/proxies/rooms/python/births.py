"""The births and deaths of children."""

import os
import signal

from .child import Child
from .failures import FINAL
from .loading import flush_output
from .newborn import InChild, settle_child
from .order import Order
from .pipes import PIPE_READ, PipeWriter, open_output, take_pipe
from .relay import LineRelay
from .system import PROXY_PID, adopt_orphans, refuse_threads

INPUT_LIMIT = 1 << 20


class Births:
    """The part of a proxy that forks its children, or has a template do so, and buries them."""

    def start(self, command):
        order = Order(command)
        sockets = order.sockets_of(self.sockets)
        own, childs, relays, stdin = [], [], [], None
        try:
            report = take_pipe(own, childs)
            for stream, path in ((b"out", order.stdout), (b"err", order.stderr)):
                direct = open_output(path)
                if direct is None:
                    relays.append(LineRelay(take_pipe(own, childs), stream, order.name))
                else:
                    childs.append(direct)
            if order.open_stdin:
                stdin = take_pipe(childs, own)
            given = childs[:3] + sockets + childs[3:]
            pid = self.fork_from_template(order, command, given) or self.fork(order, given)
        except (OSError, ValueError):
            for fd in own + childs:
                os.close(fd)
            raise
        for fd in childs:
            os.close(fd)
        self.relays.update(relays)
        child = Child(order, pid, report, None if stdin is None else PipeWriter(own[-1], INPUT_LIMIT))
        self.children[pid] = self.unborn[pid] = child
        if child.stdin:
            self.inputs[pid] = child.stdin
        self.by_name[order.name] = child

    def fork_from_template(self, order, command, descriptors):
        """None where there is no template for it."""
        # A template has a session of its own, and there is no way back to the proxy's.
        if self.template is None or not order.new_session or order.rights.lasting != self.template.rights.lasting:
            return None
        # Until it has reported, which it does only once its parent has ended.
        adopt_orphans(True)
        pid = self.template.fork(command, descriptors)
        if pid is None:
            self.lose_template("it does not answer")
        return pid

    def fork(self, order, ends):
        refuse_threads("The proxy")
        flush_output()
        # Until the child has its own handlers a signal must not run the proxy's in it.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            pid = os.fork()
            if pid == 0:
                raise InChild(order, settle_child(order, PROXY_PID, ends, self.added_variables))
            return pid
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, ())

    def read_report(self, child):
        data = os.read(child.report, PIPE_READ)
        if data:
            child.failure += data
            return
        os.close(child.report)
        child.report = None
        del self.unborn[child.pid]
        self.leave_orphans()
        if child.failure:
            del self.by_name[child.name]
            reason = child.failure.decode("utf-8", "replace")
            self.say_failed(child.name, reason.lstrip("\0"), child.failure.startswith(FINAL))
            return
        child.announced = True
        if child.leads_group:
            self.groups.add(child.pid)
        more = {} if child.in_interpreter else {"own_program": 1}
        self.say("started", name=child.name, pid=child.pid, exit_status=None, **more)
        for number, alone in child.held_signals:
            child.signal(number, alone)

    def reap(self):
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            child = self.children.get(pid)
            if child is not None:
                self.bury(child, status)
            elif self.template and pid == self.template.pid:
                self.lose_template("it ended with status %d" % status)

    def bury(self, child, status):
        while child.report is not None:
            self.read_report(child)
        del self.children[child.pid]
        if child.stdin:
            del self.inputs[child.pid]
            child.stdin.abandon()
        if child.announced:
            del self.by_name[child.name]
            self.say("stopped", name=child.name, pid=child.pid, exit_status=status)
        if self.deadline is None:
            self.groups.discard(child.pid)
        if self.promotion and self.promotion.child is child and not self.promotion.channel:
            self.refuse_promotion("%s has ended" % child.name)
