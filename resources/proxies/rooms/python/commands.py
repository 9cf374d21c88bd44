"""What the panel asks for."""

import json
import re
import signal

from .child import signal_number
from .failures import Refusal, is_final, text_of
from .order import is_true


class Commands:
    """The part of a proxy that obeys."""

    NAME = re.compile(r"(?!-\Z)[\w.-]{1,200}", re.ASCII)
    NAME_RULE = 'A name has up to 200 letters, digits, _ . - and is not "-"'

    def obey(self, line):
        try:
            # NaN and the like are no numbers.
            command = json.loads(line.decode("utf-8"), parse_constant=int)
            # Half a surrogate pair is no text.
            json.dumps(command, ensure_ascii=False).encode()
            verb = getattr(self, "command_" + command["command"], None)
        except (ValueError, TypeError, KeyError, RecursionError):
            self.complain("Ignored, no command: " + line[:200].decode("utf-8", "replace"))
            return
        if verb is None:
            self.complain("Ignored, unknown command: %s" % command["command"])
            return
        try:
            verb(command)
        except Exception as error:
            self.complain("Ignored, %s: %s" % (command["command"], text_of(error)))

    def command_start(self, command):
        name = command.get("name")
        if not isinstance(name, str):
            raise Refusal(self.NAME_RULE)
        try:
            if not self.NAME.fullmatch(name):
                raise Refusal(self.NAME_RULE)
            if name in self.by_name:
                raise ValueError("%s runs already, pid %d" % (name, self.by_name[name].pid))
            self.start(command)
        except (ValueError, OSError) as error:
            self.say_failed(name, text_of(error), is_final(error))

    def say_failed(self, name, reason, final):
        self.say("failed", name=name, reason=reason, **({"final": True} if final else {}))

    def command_stop(self, command):
        child = self.child_of(command)
        name = command.get("signal")
        child.signal(signal_number("TERM" if name is None else name), command.get("to") == "main")
        # One that is paused acts on no other signal.
        child.signal(signal.SIGCONT)

    def command_signal(self, command):
        self.child_of(command).signal(signal_number(command.get("signal")), command.get("to") == "main")

    def command_input(self, command):
        child = self.child_of(command)
        text = "" if command.get("text") is None else command["text"]
        if not isinstance(text, str):
            raise ValueError("What is to be read is no text")
        if child.stdin is None or child.stdin.ending:
            raise ValueError("%s has no open standard input" % child.name)
        if child.stdin.full:
            raise ValueError("%s does not read its standard input" % child.name)
        child.stdin.write(text.encode())
        if is_true(command.get("end")):
            child.stdin.end()

    def command_shutdown(self, _):
        self.stop_asked = True

    def child_of(self, command):
        name = command.get("name")
        if not isinstance(name, str):
            raise ValueError("No name")
        child = self.by_name.get(name)
        if child is None:
            raise ValueError("%s does not run" % name)
        return child
