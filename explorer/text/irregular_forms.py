"""Words whose forms no rule makes, and words that the rules of `explorer.text.stems` would take for forms of others."""

# Each line has a word, and the forms of it that no rule makes.
_LINES = """
    child children
    foot feet
    tooth teeth
    mouse mice
    thief thieves
    wolf wolves
    knife knives
    life lives
    wife wives
    leaf leaves
    half halves
    shelf shelves
    wharf wharves
    bus buses
    gas gases gassed
    bias biased
    focus focuses focused focusing focussed focussing
    menu menus
    guru gurus
    hutu hutus
    bantu bantus
    zulu zulus
    hindu hindus
    kikuyu kikuyus
    money monies moneys
    kg kgs
    crisis crises
    analysis analyses
    hypothesis hypotheses
    thesis theses
    diagnosis diagnoses
    criterion criteria
    phenomenon phenomena
    index indices
    matrix matrices
    appendix appendices
    beat beaten
    become became
    begin began begun
    bend bent
    bite bitten
    bleed bled
    blow blew blown
    break broke broken
    breed bred
    bring brought
    build built
    burn burnt
    buy bought
    catch caught
    change changed changing
    choose chose chosen
    come came
    creep crept
    deal dealt
    die dying
    dig dug
    draw drew drawn
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fallen
    feed fed
    feel felt
    fight fought
    find found
    flee fled
    fly flew flown
    forbid forbade forbidden
    forget forgot forgotten
    free freed
    freeze froze frozen
    give gave given
    go goes going gone went
    grow grew grown
    hang hung
    hear heard
    hide hid hidden
    hold held
    keep kept
    know knew known
    lay laid
    lead led
    lend lent
    lie lying
    lose lost
    mean meant
    meet met
    mimic mimicked mimicking
    oversee oversaw overseen
    panic panicked panicking
    pay paid
    queue queued queuing queueing
    ride rode ridden
    rise risen
    route routed routing
    run ran
    say said
    see seen
    seek sought
    sell sold
    send sent
    shake shook shaken
    shoot shot
    show shown
    shrink shrank shrunk
    sink sank sunk
    sit sat
    sleep slept
    speak spoke spoken
    spend spent
    spin spun
    stand stood
    steal stole stolen
    stick stuck
    strike struck stricken
    sue sued suing
    swear swore sworn
    sweep swept
    swim swam swum
    take took taken
    teach taught
    tear torn
    tell told
    think thought
    throw threw thrown
    tie tying
    unite united unites uniting
    wake woke woken
    wear wore worn
    weave wove woven
    write wrote written
"""
IRREGULAR = {form: plain for plain, *forms in map(str.split, _LINES.strip().splitlines()) for form in forms}
# What may stand before one of these verbs: "withheld", "rebuilt", "overthrew".
PREFIXES = ("fore", "mis", "out", "over", "re", "under", "up", "with")

# Words that end like a form of another word and are none; "arms" and "customs" are neither limbs nor traditions.
WHOLE = frozenset(
    """
    during evening morning nothing something anything everything herring sterling outing hundred sacred
    incoming oncoming upcoming forthcoming concerted exceed proceed proceeds succeed embed unite resent
    arms corps customs economics electronics forensics goods logistics mathematics news physics
    aide anne ante belle borne breathe browne caste change clarke clothe confidante cooke envelope farce finale forte
    france germane grande greene heroine humane inhumane locale loathe maine marie masse moore morale paste petite
    premiere quite rationale route secrete severe suite urbane vigilante
    atlas bathe bias canvas gas haste lathe regale sheathe soothe waste
    specimen regimen yemen turkmen abdomen acumen stamen bitumen
    """.split()  # noqa: SIM905 - a list of quoted words is no easier to read
)

# Words that Snowball's stemmer takes for relatives of others, and that are none in what they mean today.
UNRELATED = frozenset(
    """
    candid capitalism customer desert experience experiment heroine importance important informal mineral minority
    negligible organ past several severe transition united university
    """.split()  # noqa: SIM905 - a list of quoted words is no easier to read
)
