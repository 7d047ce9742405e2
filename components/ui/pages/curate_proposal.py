"""One proposal, open: its cells as a form, what it matches, and what is done with it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.ui import curate
from components.ui.curate import Now
from components.ui.elements import layout
from components.ui.elements.controls import literal, pressed
from components.ui.pages import curate_cells, curate_merge, curate_text
from components.ui.pages.curate_accept import (
    OPENED,
    TROUBLE,
    accept,
    add_needed,
    find_following,
    key_of,
    say_row,
    say_spot,
    say_what,
)
from components.ui.pages.curate_fields import say_name_in
from data.curation import queue, twins
from data.curation.changes import Conflict, Difference
from data.curation.past import say_day
from data.curation.proposals import ON_RECORD, Match, Proposal, make_changes
from data.curation.queue import ACCEPTED, OPEN, REJECTED, Item, find_accepted
from data.curation.trial import Checked
from data.curation.writer import Faulty
from data.intake.article import Article, read_saved
from data.intake.formats import NotAnArticle
from data.kinds import CITING
from data.words import count


def place(item: Item, items: Sequence[Item], there: Now) -> None:
    """Place a proposal: to be read where it is decided on, else as a form to be decided on."""
    proposal = item.proposal
    layout.html(
        "curate_proposal",
        title=say_row(proposal, there),
        table=_title(proposal, there),
        row=proposal.row,
        what=say_what(proposal),
        who=item.who,
        day=say_day(item.when),
        state=item.state,
        why=item.why,
        cells=_cells(proposal, there) if item.state != OPEN else (),
        matches=_matches(proposal, there),
        address=curate.find_address(proposal.table, proposal.row, there),
    )
    if item.state == ACCEPTED:
        number = find_accepted(there.package)[proposal.id]
        place_undo(number, f"Undo change {number}", "opened")
    elif number := twins.find_change(proposal, there.package):
        place_undo(number, f"Undo change {number}", "opened")
    elif item.state == REJECTED:
        st.button("Reopen", key="curate_reopen", on_click=_reopen, args=(proposal.id,))
    else:
        _place_form(proposal, items, there)


def _title(proposal: Proposal, there: Now) -> str:
    return there.package.tables[proposal.table].title


def _cells(proposal: Proposal, there: Now) -> list[tuple[str, str, str]]:
    table, old = there.package.tables[proposal.table], proposal.old or {}
    return [
        (say_name_in(table, column), old.get(column, ""), cell.value)
        for column, cell in proposal.cells.items()
        if cell.value or old.get(column)
    ]


def _matches(proposal: Proposal, there: Now) -> list[dict[str, str]]:
    return [
        {
            "words": "Already on record" if match.relation == ON_RECORD else "Answers",
            "title": there.titles.get(match.table, {}).get(match.row, match.row),
            "address": curate.find_address(match.table, match.row, there),
            "score": f"{match.score:.0%}",
        }
        for match in proposal.matches
    ]


def place_undo(number: int, label: str, where: str) -> None:
    """Place the button that takes a change back; `where` tells it from others of the page."""
    if pressed(label, f"curate_undo_{where}_{number}"):
        _undo(number)
        st.rerun()


@layout.action
def _undo(number: int) -> None:
    st.session_state.pop(TROUBLE, None)
    try:
        written = curate.undo(number)
    except (Conflict, KeyError, Faulty) as fault:
        st.session_state[TROUBLE] = [f"Change {number} was not undone. {fault}"]
    else:
        curate.tell(f"Change {number} is undone.", written)


@layout.action
def _reopen(id_: str) -> None:
    queue.reopen(curate.home(), id_, curate.name())


def _place_form(proposal: Proposal, items: Sequence[Item], there: Now) -> None:
    """Place the cells as a form, the text beside them where there is one, and what to do."""
    together = add_needed(proposal, items, there)
    differences: Sequence[Difference] = ()
    checked = Checked(())
    try:
        checked = curate.check(make_changes(together), there)
    except Conflict as conflict:
        differences = conflict.differences
    article = _find_article(proposal)
    words, form = st.columns([2, 3], gap="medium") if article else (None, st.container())
    if words and article:
        with words:
            title = f"{article.title}, {article.publisher}".strip(", ")
            curate_text.place(key_of(proposal), title, article.text, proposal.cells)
    with form:  # what is done with it stands under the form, however long the text is
        curate_cells.place(proposal, checked.at(proposal.table, proposal.row), items, there)
        _place_matches(proposal, items, there)
        if differences:
            curate_merge.place(key_of(proposal), differences, _take(proposal, there))
        _say_needs(proposal, together, checked, bool(differences), there)
        with st.container(horizontal=True, key=f"{key_of(proposal)}_shortcuts"):
            curate_cells.place_reported(proposal, article)
            curate_cells.place_confirming(proposal)
        _place_decision(proposal, together, items)


def _say_needs(
    proposal: Proposal, together: Sequence[Proposal], checked: Checked, differs: bool, there: Now
) -> None:
    """Say what is still to be done before a proposal can be accepted, and what goes with it."""
    table = there.package.tables[proposal.table]
    others = [one for one in together if one.id != proposal.id]
    elsewhere = [s for s in checked.faults if (s.table, s.row) != (proposal.table, proposal.row)]
    layout.html(
        "curate_needs",
        unfilled=curate_cells.find_unfilled(proposal, checked, table),
        others=[f"{_title(one, there)}: {say_row(one, there)}" for one in others],
        elsewhere=[say_spot(spot, there, together) for spot in elsewhere],
        ready=not checked.faults and not differs,
        columns=curate_cells.say_unconfirmed(proposal, table),
    )


def _find_article(proposal: Proposal) -> Article | None:
    """Return the article that a proposal was read from; None where there is none to show."""
    try:
        return read_saved(curate.home(), proposal.article) if proposal.article else None
    except KeyError:
        layout.notice("The text that it was read from is not kept with the record.")
    except NotAnArticle as fault:
        layout.notice(f"The text that it was read from cannot be shown: {fault}")
    return None


def _place_matches(proposal: Proposal, items: Sequence[Item], there: Now) -> None:
    """Place, for each row that may be the same, the way to name this page as its further source."""
    source = _find_source(proposal)
    for number, match in enumerate(proposal.matches):
        if match.relation != ON_RECORD or not source or match.table not in CITING:
            continue
        title = there.titles.get(match.table, {}).get(match.row, match.row)
        label = literal(f"Add this page as a further source of {title}")
        if pressed(label, f"{key_of(proposal)}_further_{number}"):
            _add_source(proposal, match, source, items)
            st.rerun()


def _find_source(proposal: Proposal) -> str:
    """Return the source that a proposed row was read in."""
    cells = [proposal.cells.get(column) for column in ("source_id", "source_ids")]
    return next((cell.value.split(";")[0] for cell in cells if cell and cell.value), "")


@layout.action
def _add_source(proposal: Proposal, match: Match, source: str, items: Sequence[Item]) -> None:
    """Propose the source for the row on record, and refuse the row that would repeat it."""
    there, home = curate.now(), curate.home()
    old = there.contents.tables[match.table][match.row]
    column = CITING[match.table].cites[-1]
    mark = there.package.field(match.table, column).delimiter or ";"
    named = [part for part in old.get(column, "").split(mark) if part]
    named += [source] if source not in (*named, old.get("source_id", "")) else []
    further = curate.correct(match.table, match.row, old, {column: mark.join(named)})
    there_already = [i.proposal for i in items if _says_the_same(i.proposal, further)]
    if not there_already:
        queue.propose(home, [further], curate.name())
    why = f"already on record as {match.row}; proposed as its further source"
    queue.reject(home, proposal.id, why, curate.name())
    st.session_state[OPENED] = (there_already or [further])[0].id


def _says_the_same(one: Proposal, other: Proposal) -> bool:
    """Say whether two proposals correct the same cells of the same row in the same way."""
    cells = [{c: cell.value for c, cell in p.cells.items()} for p in (one, other)]
    return (one.table, one.row, cells[0]) == (other.table, other.row, cells[1])


def _take(proposal: Proposal, there: Now) -> curate_merge.Take:
    """Return what goes on with the cells chosen: made against the row as it is now."""

    def take(cells: Mapping[str, str]) -> None:
        rows = there.contents.tables[proposal.table]
        old = {column: rows[proposal.row].get(column, "") for column in proposal.old or ()}
        queue.rebase(curate.home(), proposal.id, old, curate.name())
        queue.edit(curate.home(), proposal.id, cells, curate.name())
        forget(proposal, cells)

    return take


def forget(proposal: Proposal, columns: Mapping[str, str]) -> None:
    """Let the widgets of cells show what the queue has."""
    for column in columns:
        st.session_state.pop(f"{key_of(proposal)}_{column}", None)


def _place_decision(
    proposal: Proposal, together: Sequence[Proposal], items: Sequence[Item]
) -> None:
    key, following = key_of(proposal), find_following(together, proposal, items)
    why = st.text_input("Why, for the log", key=f"{key}_why", placeholder="may be left empty")
    others = len(together) - 1
    label = f"Accept with {count(others, 'other')}" if others else "Accept"
    if pressed(label, f"{key}_accept", type="primary"):
        accept(together, why, following)
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}_refuse"):
        reason = st.text_input("Reason to reject it", key=f"{key}_reason")
        if pressed("Reject", f"{key}_reject"):
            _reject(proposal.id, reason, find_following([], proposal, items))
            st.rerun()


@layout.action
def _reject(id_: str, reason: str, following: str) -> None:
    if not reason.strip():
        st.session_state[TROUBLE] = ["Give a reason: who proposed it will want to know."]
        return
    st.session_state.pop(TROUBLE, None)
    queue.reject(curate.home(), id_, " ".join(reason.split()), curate.name())
    st.session_state[OPENED] = following
