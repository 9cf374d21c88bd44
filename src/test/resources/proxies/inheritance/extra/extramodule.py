NAME = "found extra"
