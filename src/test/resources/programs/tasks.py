"""Tasks that take their time, handed over by files of the folder."""

import pathlib
import time

import celery

for name in ("in", "done"):
    pathlib.Path("queue", name).mkdir(parents=True, exist_ok=True)

app = celery.Celery("tasks", broker="filesystem://")
app.conf.broker_transport_options = {
    "data_folder_in": "queue/in",
    "data_folder_out": "queue/in",
    "store_processed": False,
}
app.conf.worker_hijack_root_logger = False


@app.task
def quick():
    pathlib.Path("answered").touch()


@app.task
def slow():
    pathlib.Path("begun").touch()
    time.sleep(3)
    pathlib.Path("whole").touch()
