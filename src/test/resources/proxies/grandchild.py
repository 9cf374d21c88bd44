import subprocess

child = subprocess.Popen(["sleep", "600"])
print("grandchild", child.pid)
child.wait()
