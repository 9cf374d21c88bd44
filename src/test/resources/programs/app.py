"""A web application that takes its time, for servers of WSGI, ASGI and for Celery's tasks."""

import asyncio
import pathlib
import time


def wsgi(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        pathlib.Path("begun").touch()
        time.sleep(3)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"whole"]


async def asgi(scope, receive, send):
    if scope["type"] != "http":
        return
    if scope["path"] == "/slow":
        pathlib.Path("begun").touch()
        await asyncio.sleep(3)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"whole"})
