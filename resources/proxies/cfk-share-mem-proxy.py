#!/usr/bin/env python3
"""A proxy of Control Freak for Python: loads an application once, then forks services from it on command."""

import importlib.util
import os
import sys

ROOMS = "_cfk_share_mem_proxy"


def load_rooms():
    """The parts of this program: a package off the path of modules, which hides none of the application's."""
    folder = os.path.join(os.path.dirname(os.path.realpath(__file__)), "rooms", "python")
    spec = importlib.util.spec_from_file_location(ROOMS, folder + "/__init__.py", submodule_search_locations=[folder])
    # The folder is the installation's, whoever runs this.
    writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        sys.modules[ROOMS] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[ROOMS])
        return importlib.import_module(ROOMS + ".main")
    except FileNotFoundError:
        sys.exit("The folder \"rooms\" must lie beside this program: %s" % folder)
    finally:
        sys.dont_write_bytecode = writes_bytecode


if __name__ == "__main__":
    load_rooms().main()
