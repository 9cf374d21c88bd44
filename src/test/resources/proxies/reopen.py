import os

for _ in range(3):
    open("/etc/hostname").close()
for fd in os.listdir("/proc/self/fd"):
    if int(fd) > 2 and os.path.exists("/proc/self/fd/" + fd):
        print("open", os.readlink("/proc/self/fd/" + fd))
