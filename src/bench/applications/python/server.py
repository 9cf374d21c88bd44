"""A worker of gunicorn's without its master, on the socket that it is given: `server:serve`, once this module is loaded."""
import os
import socket

from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.sync import SyncWorker

import shop

# SD_LISTEN_FDS_START: where the first of the given sockets is.
GIVEN = 3
SETTINGS = Config()
LOGGER = Logger(SETTINGS)


class Application:
    @staticmethod
    def wsgi():
        return shop.application


def serve():
    listening = socket.socket(fileno=GIVEN)
    print("done 0", flush=True)
    SyncWorker(1, os.getppid(), [listening], Application, 30, SETTINGS, LOGGER).init_process()
