"""How a command is to be run: inside this interpreter or as a program of its own."""

import os
import re
import shlex
import shutil
import sys


class Plan:
    """How a command is to be run: by this interpreter ("file", "module", "call") or as a program ("exec")."""

    QUOTED = re.compile(r"""'[^']*'|"[^"$`\\]*(?:\\.[^"$`\\]*)*"|\\.""")
    NEEDS_SHELL = re.compile(r"[|&;<>()$`*?\[\]{}~#\n]")
    CALL = re.compile(r"[^\W\d][\w.]*:[^\W\d][\w.]*")

    def __init__(self, kind, words):
        self.kind = kind
        self.words = words

    @classmethod
    def of(cls, cmd, folder, path):
        plan = cls.by_words(cmd)
        script = plan.kind == "exec" and script_of_this_interpreter(plan.words[0], folder, path)
        return cls("file", [script, *plan.words[1:]]) if script else plan

    @classmethod
    def by_words(cls, cmd):
        if isinstance(cmd, list):
            return cls.of_words(cmd)
        if not cls.NEEDS_SHELL.search(cls.QUOTED.sub("", cmd)):
            words = shlex.split(cmd)
            if "=" not in words[0]:
                return cls.of_words(words[1:] if words[0] == "exec" and words[1:] else words)
        return cls("exec", ["/bin/sh", "-c", cmd])

    @classmethod
    def of_words(cls, words):
        rest = words
        named = is_this_interpreter(words[0])
        if named:
            rest = words[1:]
            # Lines come at once in any case.
            while rest and rest[0] == "-u":
                rest = rest[1:]
        if len(rest) > 1 and rest[0] == "-m":
            return cls("module", rest[1:])
        if rest and not rest[0].startswith("-") and (named or rest[0].endswith(".py")):
            return cls("file", rest)
        if cls.CALL.fullmatch(words[0]):
            return cls("call", words)
        return cls("exec", words)


def is_this_interpreter(program):
    if os.sep in program:
        # By its folder too: the python of a virtual environment is a link to the same file, with other packages.
        return all(os.path.realpath(f(program)) == os.path.realpath(f(sys.executable)) for f in (str, os.path.dirname))
    major, minor = sys.version_info[:2]
    return program in ("python", "python%d" % major, "python%d.%d" % (major, minor))


def script_of_this_interpreter(program, folder, path):
    """The file of a program whose first line names this interpreter, as entry points of packages do; else None."""
    found = os.path.join(folder, program) if os.sep in program else shutil.which(program, path=path)
    try:
        with open(found or program, "rb") as file:
            first, second = (os.fsdecode(file.readline(4096)).rstrip("\r\n") for _ in range(2))
    except OSError:
        return None
    words = first[2:].split() if first.startswith("#!") else []
    if words == ["/bin/sh"]:
        # How pip writes a path that is too long for the first line, or has blanks.
        beyond = re.fullmatch(r"""'''exec' ("[^"]+"|\S+) "\$0" "\$@\"""", second)
        words = [beyond[1].strip('"')] if beyond else []
    elif words and os.path.basename(words[0]) == "env":
        words = words[2:] if words[1:2] == ["-S"] else words[1:]
        words[:1] = [shutil.which(words[0], path=path) or ""] if words else []
    # Other options than this one change what an interpreter is.
    is_ours = words and os.sep in words[0] and is_this_interpreter(words[0]) and set(words[1:]) <= {"-u"}
    return found if is_ours else None
