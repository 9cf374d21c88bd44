"""Says under what conditions it is loaded."""
import gc
import os
import sys

print("collector=%s" % ("on" if gc.isenabled() else "off"), file=sys.stderr)
for name in sorted(os.environ):
    if name.endswith("_NUM_THREADS"):
        print("%s=%s" % (name, os.environ[name]), file=sys.stderr)
