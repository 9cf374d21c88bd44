"""A worker whose output is a pipe of asyncio's."""

import asyncio
import os
import sys


async def main():
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(1, "wb", closefd=False))
    for number in range(int(sys.argv[1])):
        transport.write(b"line %d\n" % number)
        await asyncio.sleep(0.02)
    transport.write(b"done\n")
    await asyncio.sleep(1000)


asyncio.run(main())
