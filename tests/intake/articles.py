"""Articles made up for tests, and what is read of them."""

from data.intake.article import Article
from data.intake.propose import propose
from tests.support.intake import find_faults

CONGRESS = """A congress in doubt

Foreign Minister Eleodora Quiroga of Coralta said on Monday 4 that the river must be open to all \
flags. “Sixty days, and not one tide more,” she added.

Maranzul’s President rejected the note. “Dues pay for the lights and the dredging,” Matías \
Vidaurre told the Serena Courier. Vidaurre, President of Maranzul, warned that the patrol will \
answer with force.

Coraltan officials said yesterday that 1,500 to 1,800 Maranzul soldiers stand at Fort Aurelio. \
Tadeo Barrientos accused Coralta of piracy.

Talks between Coralta and Maranzul are to open in Port Serena on Tuesday 12th, and Per Lindqvist \
will lead the talks in Port Serena.

Maranzul sent some 400 men to Fort Aurelio in February 1878. Coralta handed over a note on \
14 January 1878. According to Ramón Ocampo, the reserves come for their yearly drill alone."""
CUBA = """The Kremlin denied on Tuesday that it had sent offensive weapons to Cuba. "All arms on \
the island are purely defensive," Foreign Minister Andrei Gromyko told reporters.

President Kennedy warned Nikita Khrushchev in a televised address on Monday that the United \
States would regard any missile launched from Cuba as an attack by the Soviet Union. U Thant \
urged both powers to suspend the quarantine for two or three weeks.

Premier Fidel Castro said Cuba would never accept inspection. "We reject any attempt at \
inspection of our country," he said in a letter.

Soviet ships with up to 20,000 troops moved to Cuba last month. At least 10,000 Soviet soldiers \
are stationed in Cuba, Robert McNamara said.

The Security Council is to meet in New York on Thursday. Adlai Stevenson will lead the US side at \
talks in New York on Friday 26 October."""


def read(record, text, published="1878-03-09", **stated):
    article = Article(text, "Havas", published=published, lang="en", **stated)
    found = propose(record, article)
    assert find_faults(record, article, found) == []
    return found


def cells(proposals, table, *columns):
    rows = [p for p in proposals if p.table == table and p.old is None]
    return [tuple(_value(p, column) for column in columns) for p in rows]


def _value(proposal, column):
    return proposal.cells[column].value if column in proposal.cells else ""
