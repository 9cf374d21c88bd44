"""What is supervised: the same for all without a proxy, and its twin in each proxy's language."""
import os

LINES = 1_000_000
LINE = b"x" * 99

SOURCES = {
    "pl": {
        "sleeper": "sleep 100000;\n",
        "burst": "my $chunk = ('x' x 99 . \"\\n\") x 100; syswrite STDOUT, $chunk for 1 .. 10000;\n"
        "syswrite STDOUT, \"end\\n\"; sleep 100000;\n",
        "loud": "my $line = 'x' x 99 . \"\\n\"; for (1 .. 1000) { syswrite STDOUT, $line for 1 .. 10;\n"
        "select undef, undef, undef, 0.01; } syswrite STDOUT, \"end\\n\"; sleep 100000;\n",
    },
    "py": {
        "sleeper": "import time\ntime.sleep(100000)\n",
        "burst": "import os, time\nchunk = (b'x' * 99 + b'\\n') * 100\nfor _ in range(10000):\n"
        "    os.write(1, chunk)\nos.write(1, b'end\\n')\ntime.sleep(100000)\n",
        "loud": "import os, time\nline = b'x' * 99 + b'\\n'\nfor _ in range(1000):\n    for _ in range(10):\n"
        "        os.write(1, line)\n    time.sleep(0.01)\nos.write(1, b'end\\n')\ntime.sleep(100000)\n",
    },
    "rb": {
        "sleeper": "sleep 100000\n",
        "burst": "chunk = ('x' * 99 + \"\\n\") * 100\n10000.times { $stdout.syswrite(chunk) }\n"
        "$stdout.syswrite(\"end\\n\")\nsleep 100000\n",
        "loud": "line = 'x' * 99 + \"\\n\"\n1000.times { 10.times { $stdout.syswrite(line) }; sleep 0.01 }\n"
        "$stdout.syswrite(\"end\\n\")\nsleep 100000\n",
    },
}


def words(folder, name, language):
    """The command of a program, written into a folder where it is a script."""
    if not language and name == "sleeper":
        return ["sleep", "100000"]
    path = os.path.join(folder, "%s.%s" % (name, language or "pl"))
    with open(path, "w") as file:
        file.write(SOURCES[language or "pl"][name])
    return [path] if language else ["perl", path]
