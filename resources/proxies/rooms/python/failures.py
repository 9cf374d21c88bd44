"""Failures in the words that a person would use."""

import errno

# What the system's error numbers say is short where a process is to be made.
SHORTAGES = {
    errno.E2BIG: "Its command and variables are larger than this system takes.",
    errno.EAGAIN: "The system allows no more processes. Stop some, or raise the limit (ulimit -u).",
    errno.EMFILE: "The proxy has as many files and pipes open as it may have. Stop some of its services, or raise the"
    " limit (ulimit -n) before it is run.",
    errno.ENFILE: "The whole system has as many files open as it can have.",
    errno.ENOMEM: "The system has not enough memory for another process.",
}
LASTING = {
    getattr(errno, name) for name in "E2BIG EACCES EISDIR ELOOP ENAMETOOLONG ENOENT ENOEXEC ENOTDIR EPERM".split()
}
# Before the reason of what is final, on its way from a child.
FINAL = b"\0"


class Refusal(ValueError):
    """What is refused, and would be again: a sentence for people."""


def text_of(error):
    """The reason of a failure in the words that a person would use."""
    if isinstance(error, OSError) and error.errno in SHORTAGES:
        return SHORTAGES[error.errno]
    if isinstance(error, OSError) and error.strerror:
        reason = "No such file" if error.errno == errno.ENOENT else error.strerror
        return "%s: %s" % (reason, error.filename) if error.filename is not None else reason
    return str(error) if type(error) in (ValueError, Refusal) else "%s: %s" % (type(error).__name__, error)


def is_final(error):
    """Whether it would be the same the next time, as the panel itself sees it for its own children."""
    return isinstance(error, Refusal) or isinstance(error, OSError) and error.errno in LASTING
