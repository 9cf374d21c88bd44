"""The supervisors: how each is told to keep so many services of one command, with a log of each in a file."""
import os
import shlex
import signal


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, mode)


def script(*words):
    return "#!/bin/sh\nexec 2>&1\nexec %s\n" % shlex.join(words)


class Supervisor:
    """One that is on this machine where its executable is. Nothing of it is left once it has ended."""

    ends_by = signal.SIGTERM
    restarts = True
    language = ""

    def __init__(self, name, executable, packages):
        self.name, self.executable, self.packages = name, executable, packages

    def prepare(self, folder, count, words):
        """Writes what it is to keep, and answers its own command."""
        raise NotImplementedError

    def logs(self, folder):
        found = (os.path.join(place, name) for place, _, names in os.walk(os.path.join(folder, "logs")) for name in names)
        return [path for path in found if os.path.basename(path) not in ("lock", "state", "config")]


class Supervisord(Supervisor):
    def prepare(self, folder, count, words):
        settings = os.path.join(folder, "supervisord.conf")
        text = "[supervisord]\nnodaemon=true\nlogfile=%s/own.log\npidfile=%s/pid\nminfds=10000\n" % (folder, folder)
        for number in range(count):
            text += (
                "[program:s%d]\ncommand=%s\nautorestart=true\nstartsecs=0\nredirect_stderr=true\n"
                "stdout_logfile=%s/logs/s%d\nstdout_logfile_maxbytes=0\n" % (number, shlex.join(words), folder, number)
            )
        os.makedirs(os.path.join(folder, "logs"))
        write(settings, text)
        return [self.executable, "-c", settings]


class S6(Supervisor):
    def prepare(self, folder, count, words):
        for number in range(count):
            service = os.path.join(folder, "scan", "s%d" % number)
            write(service + "/run", script(*words), 0o755)
            log = os.path.join(folder, "logs", "s%d" % number)
            write(service + "/log/run", script("s6-log", "n3", "s200000000", log), 0o755)
        os.makedirs(os.path.join(folder, "logs"))
        return [self.executable, "-c", str(count + 10), os.path.join(folder, "scan")]


class Runit(Supervisor):
    ends_by = signal.SIGHUP

    def prepare(self, folder, count, words):
        for number in range(count):
            service = os.path.join(folder, "scan", "s%d" % number)
            log = os.path.join(folder, "logs", "s%d" % number)
            write(log + "/config", "s200000000\n")
            write(service + "/run", script(*words), 0o755)
            write(service + "/log/run", script("svlogd", log), 0o755)
        return [self.executable, os.path.join(folder, "scan")]


class Foreman(Supervisor):
    """It ends all where one ends, and prints all to its own output."""

    restarts = False

    def logs(self, folder):
        return [os.path.join(folder, "output")]

    def prepare(self, folder, count, words):
        lines = ["s%d: exec %s\n" % (number, shlex.join(words)) for number in range(count)]
        write(os.path.join(folder, "Procfile"), "".join(lines))
        return [self.executable, "start", "-f", os.path.join(folder, "Procfile"), "-d", folder]


class Engine(Supervisor):
    """Ours, by itself or with one of its proxies. What it is run by is known once it is built."""

    def __init__(self, name, language="", proxy=""):
        super().__init__(name, "java", "")
        self.language, self.proxy, self.java = language, proxy, []

    def prepare(self, folder, count, words):
        return [*self.java, "controlfreak.engine.Supervised", folder, str(count), self.proxy, *words]


PEERS = [
    Supervisord("supervisord", "supervisord", "supervisor"),
    S6("s6+log", "s6-svscan", "s6"),
    Runit("runit+log", "runsvdir", "runit"),
    Foreman("foreman", "foreman", "ruby-foreman"),
]
OURS = [
    Engine("ours"),
    Engine("ours, Python", "py", "cfk-share-mem-proxy.py"),
    Engine("ours, Perl", "pl", "cfk-share-mem-proxy.pl"),
    Engine("ours, Ruby", "rb", "cfk-share-mem-proxy.rb"),
]
