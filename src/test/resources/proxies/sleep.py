import time

print("up")
while True:
    time.sleep(60)
