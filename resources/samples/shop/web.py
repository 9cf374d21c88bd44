"""A worker of the web shop: serves its pages on the socket that it is given, one request after the other."""
import os
import signal
import socket
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

# `python3 shop/web.py` looks for modules in its own folder only.
sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from shop import pages

# SD_LISTEN_FDS_START: where the first of the given sockets is.
GIVEN = 3


class Shop(BaseHTTPRequestHandler):
    # A client that connects and says nothing must not hold up the others.
    timeout = 5

    def do_GET(self):
        status, page = pages.page_of(self.path)
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format, *args):
        print("%s %s" % (self.client_address[0], format % args), flush=True)


def main():
    if os.environ.get("LISTEN_PID") != str(os.getpid()):
        sys.exit("This worker serves on a socket that it is given: open webshop.cfk in Control Freak.")
    server = HTTPServer(None, Shop, bind_and_activate=False)
    server.socket = socket.socket(fileno=GIVEN)
    # All workers wait for the same connection, and only one gets it.
    os.set_blocking(GIVEN, False)
    server.timeout = 0.2
    going = [True]
    # What is being served is finished first; who waits in the queue is served by the others, or by the next.
    signal.signal(signal.SIGTERM, lambda *_: going.clear())
    print("serving", flush=True)
    while going:
        server.handle_request()


if __name__ == "__main__":
    main()
