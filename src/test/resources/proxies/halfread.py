"""An application that has read the first line of some files when it is loaded."""
import os

FOLDER = os.environ["HALF_READ"]
FILES = {
    "long": open(FOLDER + "/long.txt"),
    "short": open(FOLDER + "/short.txt", "rb"),
    "written": open(FOLDER + "/long.txt", "r+"),
    "binary": open(FOLDER + "/long.txt", "r+b"),
    "deleted": open(FOLDER + "/deleted.txt"),
}
for file in FILES.values():
    file.readline()
os.remove(FOLDER + "/deleted.txt")
