"""An application that is warmer the more workers it has had."""
import sys

COUNT = 0


def before_fork():
    sys.stderr.write("before the fork\n")


def fail_later():
    """A tidying that works in the proxy, and not any more once a worker has run."""
    if COUNT:
        raise RuntimeError("the tidying broke")
