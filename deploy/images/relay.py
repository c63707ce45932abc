#!/usr/bin/python3
"""Passes connections on. Two of them, one on each side, lead out of a network that leads nowhere, through a socket in a folder.

usage: relay.py FROM TO   each HOST:PORT or the path of a socket
"""
import asyncio
import sys


def named(address):
    host, _, port = address.rpartition(":")
    return (host, int(port)) if host else None


async def copy(reader, writer):
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def main(here, there):
    async def passed(reader, writer):
        try:
            far = await (asyncio.open_connection(*named(there)) if named(there) else asyncio.open_unix_connection(there))
        except OSError:
            writer.close()
            return
        await asyncio.gather(copy(reader, far[1]), copy(far[0], writer))

    server = await (asyncio.start_server(passed, *named(here)) if named(here) else asyncio.start_unix_server(passed, here))
    await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
