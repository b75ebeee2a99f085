"""Stop words: too common to be searched where other words are there."""

# Stop words, left out where other words are there; those of two parts written as one.
STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are arent as at be because been before being below
    between both but by can cant could did didnt do does doesnt doing dont down during each either else ever
    every few for from further get gets getting give given had has hasnt have having he her here hers him his how i
    if in into is isnt it its just like made make makes many me more most much my near no nor not of off on once
    only or other our out over own per same she should show since so some such than that the their them then there
    these they this those through to too toward towards under until up upon us very via was wasnt way ways we were
    what when where whether which while who whom whose why will with within without wont would yet you your
    tell find please good bad well really actually exist exists happen happens happening
    """.split()  # noqa: SIM905 - a list of quoted words is no easier to read
)
