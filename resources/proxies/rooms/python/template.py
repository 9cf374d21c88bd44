"""What a worker does to become a template, and what it does as one."""

import contextlib
import contextvars
import errno
import os
import signal
import socket
import sys

from . import inheritance
from .channel import Channel, REFORK_ADDRESS, TEMPLATE_SECONDS
from .failures import text_of
from .loading import flush_output, resolve, tidy_heap
from .newborn import become_service, reset_signals, settle_child
from .order import Order
from .system import (
    CAN_REFORK,
    PROXY_PID,
    PROXY_RUN,
    PR_SET_NAME,
    REFORK_SIGNAL,
    die_with,
    memory_in_mb,
    prctl,
    refuse_threads,
    take_mark,
)


def listen_for_refork():
    if CAN_REFORK:
        signal.signal(REFORK_SIGNAL, answer_refork)


def answer_refork(*_):
    """A worker's part: a copy of it becomes the template, and it goes on as if nothing had happened."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    channel = Channel(socket.socket(socket.AF_UNIX))
    try:
        channel.socket.settimeout(TEMPLATE_SECONDS)
        # Fails where the proxy has given up long ago.
        channel.socket.connect(REFORK_ADDRESS)
        refuse_threads("It")
        inheritance.LOAD.flush(own=True)
        inheritance.LOAD.take_places()
        if not flush_output():
            channel.send({"again": True})
        elif fork_for_proxy(channel):
            become_template(channel)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError):
            channel.send({"refused": text_of(error)})
    finally:
        channel.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def fork_for_proxy(channel, ends=()):
    """Forks twice, so that the copy falls to the proxy. True in the copy, once the proxy has been told its pid.

    The ends are closed here before the copy goes on: as long as they are open, its silence means nothing.
    """
    release, release_end = socket.socketpair()
    try:
        between = os.fork()
    except OSError:
        release.close()
        release_end.close()
        raise
    if between:
        release.close()
        told = await_death(between) == 0
        for fd in ends:
            os.close(fd)
        if told:
            # It may have been killed meanwhile.
            with contextlib.suppress(OSError):
                release_end.send(b".", socket.MSG_NOSIGNAL)
        release_end.close()
        return False
    try:
        copy = os.fork()
    except OSError as error:
        with contextlib.suppress(OSError):
            channel.send({"refused": text_of(error)})
        os._exit(1)
    if copy:
        try:
            channel.send({"pid": copy})
            os._exit(0)
        finally:
            os._exit(1)
    release_end.close()
    if not release.recv(1):
        os._exit(127)
    release.close()
    return True


def await_death(pid):
    """The wait status of an own child. Takes back its SIGCHLD, which must be blocked: a worker does not know of it."""
    status = 0
    # Where SIGCHLD is ignored the system keeps no status.
    with contextlib.suppress(ChildProcessError):
        _, status = os.waitpid(pid, 0)
    signal.sigtimedwait({signal.SIGCHLD}, 0)
    with contextlib.suppress(ChildProcessError):
        # Another child's signal may have been one with it.
        if os.waitid(os.P_ALL, 0, os.WEXITED | os.WSTOPPED | os.WCONTINUED | os.WNOHANG | os.WNOWAIT):
            os.kill(os.getpid(), signal.SIGCHLD)
    return status


def become_template(channel):
    """The rest of a template's life, in the midst of the worker's code, to which it never returns."""
    try:
        os.setsid()
        take_mark(PROXY_RUN)
        die_with(PROXY_PID)
        prctl(PR_SET_NAME, b"cfk-template")
        setup, (out, err) = channel.receive()
        blind(channel.socket.fileno(), out, err)
        channel.socket.settimeout(None)
        reset_signals(True)
        try:
            prepare_template(setup)
        except BaseException as error:
            channel.send({"refused": "Its copy could not be prepared: " + text_of(error)})
            raise
        channel.send({"ready": True, "memory_mb": memory_in_mb()})
        for command, ends in iter(channel.receive, None):
            fork_service(channel, command, ends, setup["after_fork"])
        os._exit(0)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        flush_output()
    finally:
        os._exit(1)


def blind(channel, out, err):
    """Lets go of all that the worker has open."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd, target in ((null, 0), (out, 1), (err, 2)):
        os.dup2(fd, target)
        os.close(fd)
    inheritance.LOAD.settle_descriptors({channel}, interpreter=True, closes=False)


def prepare_template(setup):
    os.chdir("/proc/%d/cwd" % PROXY_PID)
    os.umask(setup["umask"])
    os.environ.clear()
    os.environ.update(setup["env"])
    for folder in inheritance.LOAD.own_folders:
        with contextlib.suppress(ValueError):
            sys.path.remove(folder)
    inheritance.LOAD.own_folders.clear()
    for reference in setup["before_fork"]:
        resolve(reference)()
    inheritance.LOAD.find_objects()
    tidy_heap()
    flush_output()


def fork_service(channel, command, ends, after_fork):
    try:
        refuse_threads("The template")
        order = Order(command)
        if len(ends) < order.ends:
            # Those for which there was room.
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        flush_output()
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        if fork_for_proxy(channel, ends):
            try:
                # Only its number is closed, not by the object: that may die when the number is another file's.
                channel.socket.detach()
                report = settle_child(order, PROXY_PID, ends, ())
                # Else what a request of the worker had set would hold for the service.
                contextvars.Context().run(become_service, order, report, after_fork, listen_for_refork)
            finally:
                os._exit(127)
    except (OSError, ValueError) as error:
        channel.send({"refused": text_of(error)})
        for fd in ends:
            os.close(fd)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
