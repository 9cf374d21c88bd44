import atexit
import sys

atexit.register(lambda: print("my own farewell"))
sys.stdout.write("no newline")
sys.exit(4)
