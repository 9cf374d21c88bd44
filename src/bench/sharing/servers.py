"""Workers of a server on one port: those that its own master preloads, and the same ones below our proxy."""
import collections
import contextlib
import glob
import itertools
import os
import shlex
import socket
import subprocess
import threading
import time

from sharing import workers
from sharing.memory import memory_of

PATIENCE = 60
PLACES = "/books/%d", "/subjects/River?%d", "/authors/%d"
SLICE = 65536

# own: how it is run by itself; loads, cmd: what the proxy has to load beside the shop, and to start
Server = collections.namedtuple("Server", "language own loads cmd")
Figures = collections.namedtuple("Figures", "megabytes rate")

SERVERS = {
    "gunicorn": Server(
        "python",
        "/usr/bin/python3 /usr/bin/gunicorn --preload -w {count} -b 127.0.0.1:{port} shop:application",
        "server",
        "server:serve",
    ),
    "starman": Server(
        "perl",
        "starman --preload-app --workers {count} --max-requests 1000000 --listen 127.0.0.1:{port} shop.psgi",
        "Starman::Server Mojo::Server::PSGI",
        "server.pl",
    ),
    "puma": Server(
        "ruby",
        "puma --preload -w {count} -t 1:1 -b tcp://127.0.0.1:{port} config.ru",
        "puma puma/server",
        "server.rb",
    ),
    # The workers below the proxy are Puma's here, too.
    "unicorn": Server("ruby", "unicorn -c unicorn.rb -l 127.0.0.1:{port}", "puma puma/server", "server.rb"),
}


def listening():
    """A socket that all workers wait at."""
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind(("127.0.0.1", 0))
    found.listen(128)
    return found


def free_port():
    with listening() as found:
        return found.getsockname()[1]


def family(pid):
    """A process and all that descend from it."""
    found = [pid]
    for path in glob.glob("/proc/%d/task/*/children" % pid):
        with open(path) as children:
            found += itertools.chain(*(family(int(child)) for child in children.read().split()))
    return found


def visit(port, place):
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as visitor:
        visitor.sendall(b"GET %s HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n" % place.encode())
        answer = b"".join(iter(lambda: visitor.recv(SLICE), b""))
    if b" 200 OK\r\n" not in answer[:32]:
        raise workers.Ended("%s: %r" % (place, answer[:200]))


def await_answer(port):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return visit(port, PLACES[0] % 1)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def rate(port, requests, visitors):
    """Requests a second, each with a connection of its own."""
    numbers, troubles = iter(range(requests)), []

    def visit_all():
        try:
            # Of an iterator that several threads share each takes its own.
            for number in numbers:
                visit(port, PLACES[number % len(PLACES)] % (number * 7919 % 200 + 1))
        except (OSError, workers.Ended) as trouble:
            troubles.append(trouble)

    crowd = [threading.Thread(target=visit_all) for _ in range(visitors)]
    begin = time.perf_counter()
    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join()
    if troubles:
        raise workers.Ended(troubles[0])
    return requests / (time.perf_counter() - begin)


@contextlib.contextmanager
def by_itself(server, shop, count):
    """The port that it serves, and its master's pid."""
    port = free_port()
    process = subprocess.Popen(
        shlex.split(server.own.format(count=count, port=port)),
        cwd=shop.folder,
        env={**os.environ, **shop.env, "WORKERS": str(count)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def below_proxy(server, shop, count):
    """The port that the workers serve, and the proxy's pid."""
    shop = shop._replace(proxy=[*shop.proxy, *(word for load in server.loads.split() for word in ("--preload", load))])
    with listening() as web:
        port = web.getsockname()[1]
        with workers.Proxy(shop, {"web": web}) as proxy:
            for number in range(count):
                proxy.start("web-%d" % number, server.cmd, {"PORT": str(port)})
            yield port, proxy.process.pid


def figures(how, server, shop, count, requests, visitors):
    """The sum of PSS when all has been served, and how fast that was."""
    with how(server, shop, count) as (port, pid):
        await_answer(port)
        served = rate(port, requests, visitors)
        return Figures(memory_of(family(pid)).total, served)
