def load():
    raise ValueError("no catalogue")


load()
