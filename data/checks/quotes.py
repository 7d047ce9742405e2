"""Whether the words that are shown for a position are its own, and say what the row says."""

import re
from collections.abc import Iterator

from data.checks.sheet import Finding, Row, Sheets

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
NEGATION = re.compile(r"not|never|no|nor|none|neither|nobody|nothing|cannot|\w+n['’]t")
# What turns a sentence round without one of the words above: beside it, a negation is no contrary.
TURNING = re.compile(
    r"(?:non|un|without|den|refus|reject|oppos|against|rather|prevent|refrain|avoid|fail|lack|rul"
    r"|bar|ban|stop|end|exclu|inadmis|imposs|abandon|instead|unless|until|only|too)\w*"
)
NO_CONTRARY = {"only", "just", "merely", "simply"}  # "not only" adds, and denies nothing
REACH = 3  # words after a negation that it may turn round
ALIKE = 2  # words that two sentences on one thing share
SHORTEST, STEM = 4, 5  # letters of a word that says something, and of it what is compared


def quotes(sheets: Sheets) -> Iterator[Finding]:
    """Warn of quotes that are not of the position's party and issue, or say the contrary.

    A quote and the text of its claim are taken for contraries where both speak of one thing, and
    one negates, once, a word that the other uses and does not turn round. The translation stands
    for a quote in another language.
    """
    carrying: dict[str, Row] = {}
    for position in sheets.by_key["positions"].values():
        claim = sheets.row("claims", position["quote_claim_id"])
        if claim is None:
            continue
        carrying[claim.key] = claim
        if not claim["quote"]:
            rule = "names a claim without a quote"
            yield position.finding("quote_claim_id", rule, "name another, or empty it")
        for column in ("party_id", "issue_id"):
            if claim[column] != position[column]:
                rule = f"is a claim with {column} {claim[column]}, not {position[column]}"
                yield position.finding("quote_claim_id", rule, "name another, or empty it")
    for claim in carrying.values():
        words = claim["translation"] or claim["quote"]
        if words and (_contradicts(words, claim["text"]) or _contradicts(claim["text"], words)):
            rule = "seems to say the contrary of text: one negates what the other does not"
            yield claim.finding("quote", rule, "read both again, and mend the one that is wrong")


def _contradicts(one: str, other: str) -> bool:
    """Say whether the first text negates a word that the other uses, and does not turn round."""
    words, others = (WORD.findall(text.lower()) for text in (one, other))
    after = [*words[1:], ""]
    negations = [
        place
        for place, word in enumerate(words)
        if NEGATION.fullmatch(word) and after[place] not in NO_CONTRARY
    ]
    turned = any(NEGATION.fullmatch(word) or TURNING.fullmatch(word) for word in others)
    if len(negations) != 1 or turned:  # two negations may well make a yes
        return False
    (place,) = negations
    shared = _stems(words) & _stems(others)
    negated = _stems(words[place + 1 : place + 1 + REACH])
    return len(shared) >= ALIKE and not negated.isdisjoint(shared)


def _stems(words: list[str]) -> set[str]:
    """Return the beginnings of the words that say something."""
    return {w[:STEM] for w in words if len(w) >= SHORTEST and not NEGATION.fullmatch(w)}
