"""Prints what supervisors cost at the same work, in turn, with the best peer's figure beside each of ours."""
import argparse
import resource
import shlex
import shutil
import signal
import statistics
import sys

from supervisors import kinds, works

MORE_IS_BETTER = "1 M lines: thousand a second"


def measure(supervisor, name, figures):
    try:
        for figure, value in works.WORKS[name](supervisor).items():
            figures.setdefault(figure, {}).setdefault(supervisor.name, []).append(value)
    except works.Failed as trouble:
        print("%s: %s %s." % (name, supervisor.name, trouble), flush=True)


def show(figure, of, width):
    medians = {name: statistics.median(values) for name, values in of.items()}
    peers = [value for name, value in medians.items() if not name.startswith("ours")]
    best = (max if figure == MORE_IS_BETTER else min)(peers, default=0)
    print(figure)
    for name, value in medians.items():
        spread = " (%.5g to %.5g)" % (min(of[name]), max(of[name])) if len(of[name]) > 1 else ""
        ratio = "%6.2f × the best peer" % (value / best) if best and name.startswith("ours") else ""
        print("    %-*s %10.5g %-24s %s" % (width, name, value, spread, ratio))
    sys.stdout.flush()


def main():
    everybody = kinds.PEERS + kinds.OURS
    parser = argparse.ArgumentParser(prog="src/bench/peers", description=__doc__)
    parser.add_argument("--java", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=5, help="of which the medians are told (%(default)d)")
    parser.add_argument("--works", nargs="+", choices=works.WORKS, default=list(works.WORKS), help="all if none is named")
    parser.add_argument("--only", nargs="+", choices=[one.name for one in everybody], help="all that are here if none is named")
    options = parser.parse_args()
    # So that what runs is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    for ours in kinds.OURS:
        ours.java = shlex.split(options.java)
    for absent in (one for one in kinds.PEERS if not shutil.which(one.executable)):
        print("Not here: %s (Debian's package %s)." % (absent.name, absent.packages))
    chosen = [
        one
        for one in everybody
        if (one.name in options.only if options.only else one in kinds.OURS or shutil.which(one.executable))
    ]
    for name in options.works:
        figures = {}
        for _ in range(options.rounds):
            for supervisor in chosen:
                measure(supervisor, name, figures)
        for figure, of in figures.items():
            show(figure, of, max(len(one.name) for one in chosen))


if __name__ == "__main__":
    main()
