"""Says that it is up, and serves as much as it is let: a stage begins when its file appears in the folder of gates."""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import shop

print("done 0", flush=True)
served = 0
for stage in map(int, os.environ["STAGES"].split()):
    while not os.path.exists(os.path.join(os.environ["GATES"], str(stage))):
        time.sleep(0.05)
    while served < stage:
        served += 1
        shop.serve(served)
    shop.collect()
    print("done", stage, flush=True)
while True:
    time.sleep(60)
