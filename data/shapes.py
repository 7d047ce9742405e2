"""The shapes of marks that data name; `components.figures.kit.symbols` draws each of them."""

OF_KINDS = ("circle", "diamond", "square")  # what a package may give a kind of event
# What stands for parties, and for groups of kinds of events, in their order: told apart when small.
# Not among them are the triangles up and down, which mean "at least" and "at most".
IN_ORDER = (
    *("circle", "square", "diamond", "cross", "star", "hourglass", "bowtie", "pentagon"),
    *("hexagon", "hexagram", "diamond-tall", "diamond-wide", "triangle-left", "triangle-right"),
)
CALLED_OFF = "circle-x-open"  # what was not held: no kind of event has it
