"""A newborn child on its way from the proxy's memory to the worker's first line, and its end."""

import atexit
import fcntl
import io
import os
import signal
import sys
import threading

from . import inheritance
from .failures import FINAL, Refusal, is_final, text_of
from .loading import flush_output, resolve
from .system import CAN_REFORK, PR_SET_DUMPABLE, PR_SET_NAME, REFORK_SIGNAL, die_with, prctl, take_mark
from .worker import exit_code_of, run_plan

# As for systemd's children: SD_LISTEN_FDS_START.
FIRST_SOCKET = 3


class InChild(BaseException):
    """Unwinds the proxy's stack in a newborn child, so that nothing of it lies below the worker."""

    def __init__(self, order, report):
        super().__init__()
        self.order = order
        self.report = report


def settle_child(order, parent, ends, added_variables):
    """A child's first steps: nothing of the proxy stays with it. Answers with the number of its report pipe from now on."""
    report = ends[0]
    try:
        _, out, err, *given = ends
        beyond = FIRST_SOCKET + len(given)
        if report < beyond:
            report = fcntl.fcntl(report, fcntl.F_DUPFD_CLOEXEC, beyond)
        # Beyond the numbers that they are to have, lest one takes the place of another.
        copies = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, beyond) for fd in given]
        stdin = copies.pop() if order.stdin_socket or order.open_stdin else None
        if order.new_session:
            os.setsid()
        take_mark(order.env.get("CONTROL_FREAK_RUN"))
        die_with(parent)
        prctl(PR_SET_NAME, order.name.encode())
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null if stdin is None else stdin, 0)
        kept = [*lead(1, out, beyond), *lead(2, err, beyond)]
        in_interpreter = order.plan.kind != "exec"
        inheritance.LOAD.settle_descriptors({report, *copies, *kept}, in_interpreter)
        for number, fd in enumerate(copies, FIRST_SOCKET):
            os.dup2(fd, number)
            os.close(fd)
        for name in added_variables:
            os.environ.pop(name, None)
        for name, value in {**order.env, "CONTROL_FREAK_ENABLED": "1", "CONTROL_FREAK_SERVICE": order.name}.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = str(value)
        if copies:
            os.environ["LISTEN_PID"] = str(os.getpid())
        if order.rights.take():
            # Both are undone where the user changes. All that it could read is its own memory.
            prctl(PR_SET_DUMPABLE, 1)
            die_with(parent)
        reset_signals(in_interpreter)
    except BaseException as error:
        give_up(report, error, is_final(error))
    return report


def lead(stream, pipe, beyond):
    """Has a standard stream lead to a pipe, and answers with what is to stay open for it.

    A pipe that can be read from, too, keeps a reader that way. The stream itself is for writing alone: asyncio, for one, takes
    another for closed as soon as something is in it.
    """
    if fcntl.fcntl(pipe, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDWR:
        try:
            writer = os.open("/proc/self/fd/%d" % pipe, os.O_WRONLY)
        except OSError:
            pass
        else:
            os.dup2(writer, stream)
            os.close(writer)
            return [fcntl.fcntl(pipe, fcntl.F_DUPFD, beyond)]
    os.dup2(pipe, stream)
    return []


def reset_signals(interpreter):
    """The dispositions of a fresh program; of a fresh Python interpreter if the child is one."""
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)
    if interpreter:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def become_service(order, report, after_fork, listen):
    """The rest of a child's life. What fails before the worker's first own step goes to the report pipe.

    After that it listens: a worker may be asked to become the template.
    """
    source = None
    try:
        enter(order.cwd)
        if order.plan.kind == "exec":
            os.execvp(order.plan.words[0], order.plan.words)
        if order.plan.kind == "file":
            with io.open_code(os.path.abspath(order.plan.words[0])) as file:
                source = file.read()
    except BaseException as error:
        if isinstance(error, OSError):
            # The name as the operator wrote it.
            error.filename = order.plan.words[0]
        give_up(report, error, is_final(error))
    try:
        for note in inheritance.LOAD.begin(order.env):
            print(note, file=sys.stderr)
        for reference in after_fork:
            resolve(reference)()
    except BaseException as error:
        give_up(report, error)
    listen()
    os.close(report)
    leave(exit_code_of(lambda: run_plan(order.plan, source)))


def enter(folder):
    if folder:
        try:
            os.chdir(folder)
        except OSError as error:
            kind = Refusal if is_final(error) else ValueError
            raise kind("Cannot enter the working folder %s: %s" % (folder, error.strerror)) from None


def give_up(report, error, final=False):
    try:
        os.write(report, FINAL * final + text_of(error).encode("utf-8", "replace")[:4096])
    finally:
        os._exit(127)


def leave(code):
    """Ends the child the way an interpreter ends, without a look at what it inherited."""
    if CAN_REFORK:
        signal.signal(REFORK_SIGNAL, signal.SIG_IGN)
    for farewell in (threading._shutdown, atexit._run_exitfuncs, inheritance.LOAD.end):
        try:
            farewell()
        except BaseException as error:
            sys.excepthook(type(error), error, error.__traceback__)
    flush_output()
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)
