"""As whom a forked child runs, and how much it may take."""

import contextlib
import grp
import os
import pwd
import re
import resource
import stat
import sys

from .failures import Refusal

HELP = """\
as whom a service runs, and how much it may take (fields of the command that starts it):
  "user", "group"   names or numbers; with the user's groups. Needs root. The variables HOME, USER, LOGNAME and SHELL
                    are in "env", where they are to change
  "umask"           such as "0027"
  "limits"          {"nofile": [soft, hard]} by the words of limits.conf; -1 is unlimited, a hard one of null is left
  "nice"            -20 to 19
  "oomScoreAdj"     -1000 to 1000
  They are taken in the child before its first own step, and what cannot be had is refused. Code that was loaded before
  the fork was loaded as the proxy's own user. The umask is of no account to a refork: else a template serves only
  services that have the same of all these as its worker.
"""

# By their numbers on Linux, see getrlimit(2).
WORDS = "cpu fsize data stack core rss nproc nofile memlock as locks sigpending msgqueue nice rtprio rttime"
LIMITS = {word: number for number, word in enumerate(WORDS.split())}
SCORE = "/proc/self/oom_score_adj"
LARGEST = 10**18


def is_whole(value, least=-LARGEST, most=LARGEST):
    return type(value) is int and least <= value <= most


def problem(command):
    """What is wrong with what a start command asks for, in a sentence for people; None where nothing is."""
    for word in ("user", "group"):
        name = command.get(word)
        if not (name is None or is_whole(name, 0) or isinstance(name, str) and name and "\0" not in name):
            return "The %s is neither a name nor a number" % word
    umask, limits, nice, score = (command.get(word) for word in ("umask", "limits", "nice", "oomScoreAdj"))
    if umask is not None and not (isinstance(umask, str) and re.fullmatch("0?[0-7]{1,3}", umask)):
        return 'The umask is not such as "0027"'
    if limits is not None and not isinstance(limits, dict):
        return "The limits are no object"
    for word, both in sorted((limits or {}).items()):
        is_pair = isinstance(both, list) and len(both) == 2 and is_whole(both[0], -1)
        if not is_pair or both[1] is not None and not is_whole(both[1], -1):
            return "The limit %s is no list of two numbers" % word
    if nice is not None and not is_whole(nice, -20, 19):
        return "The niceness is no whole number from -20 to 19"
    if score is not None and not is_whole(score, -1000, 1000):
        return "The out-of-memory score is no whole number from -1000 to 1000"
    return None


class Rights:
    """What a start command asks for, without a problem."""

    def __init__(self, command):
        self.user, self.group = (None if name is None else str(name) for name in map(command.get, ("user", "group")))
        self.limits = command.get("limits") or {}
        self.nice, self.score = command.get("nice"), command.get("oomScoreAdj")
        self.umask = command.get("umask")
        # What a template has once and for all.
        self.lasting = self.user, self.group, self.limits, self.nice, self.score

    def take(self):
        """In a child whose standard streams are as they are to be. True where it has become somebody else."""
        for word, (soft, hard) in self.limits.items():
            take_limit(word, soft, hard)
        if self.score is not None:
            take_score(self.score)
        if self.nice is not None:
            take_niceness(self.nice)
        changes = (self.user or self.group) and become(self.user, *account_of(self.user, self.group))
        if self.umask is not None:
            os.umask(int(self.umask, 8))
        return changes


def take_limit(word, soft, hard):
    number = LIMITS.get(word) if sys.platform == "linux" else getattr(resource, "RLIMIT_" + word.upper(), None)
    if number is None:
        raise Refusal("The limit %s cannot be set on this system" % word)
    most = resource.getrlimit(number)[1]
    if hard is None:
        hard = most if most == -1 or -1 < soft <= most else soft
    try:
        resource.setrlimit(number, (soft, hard))
    except (ValueError, OSError):
        wanted, own = ("unlimited" if value == -1 else value for value in (hard, most))
        raise Refusal(
            "The limit %s cannot be raised to %s: the proxy itself has at most %s (ulimit -H)" % (word, wanted, own)
        ) from None


def take_score(score):
    own = "?"
    try:
        with open(SCORE) as file:
            own = file.read().strip()
        with open(SCORE, "w") as file:
            file.write(str(score))
    except PermissionError:
        raise Refusal(
            "The out-of-memory score cannot be lowered to %s: that takes root's privileges. The proxy's own is %s"
            % (score, own)
        ) from None
    except OSError as error:
        raise Refusal("The out-of-memory score could not be set: " + error.strerror) from None


def take_niceness(niceness):
    own = os.getpriority(os.PRIO_PROCESS, 0)
    try:
        os.setpriority(os.PRIO_PROCESS, 0, niceness)
    except PermissionError:
        raise Refusal(
            "The niceness cannot be lowered to %s: that takes root's privileges. The proxy's own is %s"
            % (niceness, own)
        ) from None


def account_of(user, group):
    """The name, the user's number and the group's."""
    found = None
    with contextlib.suppress(KeyError):
        found = pwd.getpwuid(os.geteuid()) if user is None else pwd.getpwnam(user)
    if found is None and is_number(user):
        with contextlib.suppress(KeyError):
            found = pwd.getpwuid(int(user))
    if found is None:
        raise Refusal("There is no user %s on this system" % ("with the proxy's number" if user is None else user))
    if group is None:
        return found.pw_name, found.pw_uid, found.pw_gid if user is not None else os.getegid()
    try:
        return found.pw_name, found.pw_uid, grp.getgrnam(group).gr_gid
    except KeyError:
        if is_number(group):
            return found.pw_name, found.pw_uid, int(group)
        raise Refusal("There is no group %s on this system" % group) from None


def is_number(name):
    return re.fullmatch("[0-9]{1,9}", name or "", re.ASCII)


def become(user, name, uid, gid):
    if (uid, gid) == (os.geteuid(), os.getegid()):
        return False
    try:
        os.initgroups(name, gid)
        # Who may open /dev/stderr anew.
        for fd in range(3):
            if stat.S_ISFIFO(os.fstat(fd).st_mode):
                os.fchown(fd, uid, gid)
        os.setgid(gid)
        os.setuid(uid)
    except PermissionError:
        own = pwd.getpwuid(os.geteuid()).pw_name
        whom = "the group %s" % grp.getgrgid(gid).gr_name if user is None else "the user " + user
        raise Refusal(
            "The proxy runs as %s and may not run anything as %s. Run it as root, or take that away" % (own, whom)
        ) from None
    return True
