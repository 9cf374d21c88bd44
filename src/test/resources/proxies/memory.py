import time
import application

# Alone as long as it does nothing: reading would write reference counts.
for line in open("/proc/self/smaps_rollup"):
    if line.startswith(("Private", "Rss")):
        print(line.replace(":", "=").replace(" ", "").replace("kB", ""), end="")
print("done")
while True:
    time.sleep(60)
