"""A start command, checked."""

import os

from . import rights
from .failures import Refusal
from .plan import Plan
from .rights import is_whole


def is_true(value):
    """As the protocol says it, by 0 and 1, or as a language has it that does not tell numbers from texts."""
    return value not in (None, False, 0, "", "0")


def problem_of(command):
    """What is wrong with a start command, in a sentence for people; None where nothing is."""
    cmd, cwd, sockets, tied = (command.get(key) for key in ("cmd", "cwd", "sockets", "tie_stdin_to"))
    env = {} if command.get("env") is None else command["env"]
    words = cmd if isinstance(cmd, list) else [cmd]
    if not all(isinstance(word, str) for word in words):
        return "The command is neither a text nor a list of texts"
    if not words or not words[0].strip():
        return "The command is empty"
    if cwd is not None and not isinstance(cwd, str):
        return "The working folder is no text"
    if not isinstance(env, dict):
        return "The environment is no object"
    for name, value in sorted(env.items()):
        if not name or "=" in name:
            return 'A variable cannot be called "%s"' % name
        if not (value is None or isinstance(value, str) or is_whole(value)):
            return "The variable %s is no text" % name
    if any("\0" in text for text in (*words, cwd, *env, *env.values()) if isinstance(text, str)):
        return "Neither a word, a folder nor a variable can hold a NUL"
    if sockets is not None and not (isinstance(sockets, list) and all(isinstance(name, str) for name in sockets)):
        return "The sockets are no list of names"
    if tied is not None and not isinstance(tied, str):
        return "The standard input is tied to no name"
    return rights.problem(command)


class Order:
    """A start command, checked."""

    def __init__(self, command):
        problem = problem_of(command)
        if problem:
            raise Refusal(problem)
        self.name = command["name"]
        self.cmd = command.get("cmd")
        self.cwd = command.get("cwd")
        self.env = {name: None if value is None else str(value) for name, value in (command.get("env") or {}).items()}
        self.open_stdin = command.get("stdin") == "open"
        self.rights = rights.Rights(command)
        self.stdout = os.devnull if is_true(command.get("ignore_stdout")) else command.get("stdout")
        self.stderr = os.devnull if is_true(command.get("ignore_stderr")) else command.get("stderr")
        self.new_session = not is_true(command.get("no_new_session"))
        self.sockets = command.get("sockets") or []
        self.stdin_socket = command.get("tie_stdin_to")
        try:
            self.plan = Plan.of(self.cmd, self.cwd or os.getcwd(), self.env.get("PATH", os.environ.get("PATH")))
        except ValueError:
            raise Refusal("A quotation mark is missing: %s" % self.cmd) from None

    @property
    def ends(self):
        """How many descriptors it is given: three for its report and output, its sockets, its standard input."""
        return 3 + len(self.sockets) + (self.stdin_socket is not None) + self.open_stdin

    def sockets_of(self, known):
        """The descriptors that it is to have; one that is its standard input is the last."""
        names = self.sockets + ([] if self.stdin_socket is None else [self.stdin_socket])
        for name in names:
            if name not in known:
                raise ValueError("This proxy has no socket named %s: it was started before it" % name)
        return [known[name] for name in names]
