"""A process that follows a room, as a server with a viewer does: run with a database and a code.

It prints each screen that comes, a line each, and the word of a refusal, which ends it.
"""

import sys
from time import sleep

from components.rooms import Refused, Rooms, Unreachable
from data.database.rooms import InDatabase
from data.homes import Database

EVERY = 0.05  # seconds between two looks

if __name__ == "__main__":
    address, code, viewer = sys.argv[1:]
    rooms, seen = Rooms(InDatabase(Database(address))), None
    while True:
        try:
            look = rooms.look(code, viewer)
        except Unreachable:
            sleep(EVERY)
            continue
        except Refused as refusal:
            print(refusal, flush=True)
            break
        if look.screen != seen:
            print(look.screen.page, look.screen.query, flush=True)
        seen = look.screen
        sleep(EVERY)
