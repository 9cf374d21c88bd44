"""The rooms of cfk-share-mem-proxy.py; its main is where to begin."""
