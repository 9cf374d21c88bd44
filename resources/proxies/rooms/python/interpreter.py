"""The interpreter that runs all this, and what must hold in it before the application is loaded."""

import os
import shutil
import sys

from .system import M_ARENA_MAX, PR_SET_THP_DISABLE, libc, prctl

# Where the second start finds that it is the second.
INTERPRETER_VARIABLE = "_CFK_INTERPRETER"
# Libraries start these threads when they are imported, long before a child could do so for itself.
SINGLE_THREADED = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def change_interpreter(wanted, arguments):
    """Starts this program once more by another interpreter, such as that of a virtual environment."""
    if os.environ.pop(INTERPRETER_VARIABLE, None) or not wanted:
        return
    path = os.path.abspath(wanted) if os.sep in wanted else shutil.which(wanted)
    os.environ[INTERPRETER_VARIABLE] = "1"
    try:
        os.execv(path or wanted, [path or wanted, os.path.abspath(sys.modules["__main__"].__file__), *arguments])
    except OSError as error:
        sys.exit("The interpreter %s cannot be run: %s" % (wanted, error.strerror))


def prepare_process():
    """What must hold before the first import of the application; answers with the variables that it set."""
    # One arena keeps the heap dense. Unlike MALLOC_ARENA_MAX this needs no second start of the interpreter.
    libc("mallopt", M_ARENA_MAX, 1)
    # A copied huge page is 2 MB for one written byte.
    prctl(PR_SET_THP_DISABLE, 1)
    added = [name for name in SINGLE_THREADED if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    sys.path[0] = os.getcwd()
    return added
