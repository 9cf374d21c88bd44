EXTRA = "found extra"
