"""A process that watches a record, as a server does: run with its home; prints who is new there."""

import sys
from time import sleep

from data.homes import parse_home
from data.live import Watch

EVERY = 0.05  # seconds between two looks

if __name__ == "__main__":
    watch = Watch(parse_home(sys.argv[1]))
    record = watch.shown.record
    assert record
    watch.now = lambda: 0.0  # nothing but a notice has it look
    watch.look()
    known = set(record.people.index)
    print("watches", flush=True)
    while True:
        sleep(EVERY)
        if watch.look() and (record := watch.shown.record):
            for person in sorted(set(record.people.index) - known):
                print(person, flush=True)
            known |= set(record.people.index)
