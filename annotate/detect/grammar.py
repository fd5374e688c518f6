"""Closed classes of English words: the little grammar that finding subjects and clause ends needs."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written with blanks between them."""
    return frozenset(text.split())


BE = word_set("is are was were be been being am 's 're 'm isn't aren't wasn't weren't")
HAVE = word_set("has have had having hasn't haven't hadn't")
DO = word_set("do does did don't doesn't didn't")
MODAL = word_set(
    """
    will would can could may might shall should must won't wouldn't can't cannot couldn't shouldn't
    """
)
AUXILIARIES = BE | HAVE | DO | MODAL
NEGATIONS = frozenset({"not", "never", "n't"})
PRONOUNS = word_set("he she they we i you it one")
OBJECT_PRONOUNS = word_set("him her them us me you it himself herself themselves itself")
POSSESSIVES = word_set("his her their its my our your")
CONTRACTED = word_set(
    """
    he's she's it's they're we're i'm you're he'd she'd they'd i'd i've we've they've he'll she'll
    they'll
    """
)
RELATIVES = word_set("who which that whom whose")
DETERMINERS = word_set(
    """
    the a an this that these those his her their its our my your some any no every each both many
    several few all most more another other
    """
)
PREPOSITIONS = word_set(
    """
    of in on at by for with from to about into over under after before during since until between among
    amid against through across near around despite without within upon toward towards like as per via
    alongside following outside inside behind beyond including regarding throughout along off
    """
)
SUBORDINATORS = word_set(
    """
    because although though while when if unless since as after before until whereas where once whenever
    so that whether how why what than even
    """
)
COORDINATORS = word_set("and but or nor yet")
OPENERS = word_set("that how whether why what if who where when which")
"""Words that open a content clause behind a cue."""
ADVERBS = word_set(
    """
    also then later repeatedly previously recently now once often still again even just only always
    already further instead ever long first next earlier soon frequently consistently initially finally
    simply rightly wrongly reportedly once too both all meanwhile however moreover furthermore
    nevertheless additionally separately similarly likewise perhaps maybe indeed rather quite today
    yesterday
    """
)
TIMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier later
    recently january february march april may june july august september october november december last
    this week month year morning afternoon evening night jan. feb. aug. sept. oct. nov. dec. ago late
    early
    """
)
DASHES = frozenset({"―", "—", "–", "--", "---", "-"})
STOPS = frozenset({".", "!", "?", ";", "…", "..."})
NOT_ADVERBS = word_set(
    """
    family ally rally italy assembly reply supply july bully billy kelly sally holly molly emily reilly
    connolly daily weekly monthly only early elderly friendly likely unlikely anomaly monopoly polly
    grizzly
    """
)
PARTICIPLES = word_set(
    """
    surveyed polled interviewed based named called involved elected retired united armed registered
    educated appointed released published obtained reviewed conducted compiled affiliated opposed
    aligned unnamed united married wounded hundred sacred
    """
)
"""Words in -ed that stand inside a noun phrase."""
FINITE = word_set(
    """
    went came took got gave made knew kept left led lost met ran sat sent spent stood won began became
    brought built bought caught drew drove fell felt fought found grew heard held laid let paid put rose
    saw sold set shot spoke stuck struck threw tried wore wrote said says told meant chose read drew
    spread split hit cut beat broke chose flew forgot froze hid hurt rang shook shut sang sank slept
    sold swept taught tore woke threw arose fled fed dealt goes comes takes gets gives makes keeps leads
    remains remain hears sees watches lets wants means seems appears became become becomes
    """
)


def is_adverb(low: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return low in ADVERBS or low in NEGATIONS or (low.endswith("ly") and low not in NOT_ADVERBS)


def is_finite(low: str) -> bool:
    """Whether a word is most likely a finite verb: an auxiliary, a common past, a word in -ed."""
    if (low in AUXILIARIES and low != "'s") or low in FINITE or low in CONTRACTED:
        return True
    return low.endswith("ed") and len(low) > 4 and low not in PARTICIPLES and "-" not in low


BREAKS_TRAILING = word_set("as when while after before during where because")
"""Openers of an adjunct behind a cue: "he said as he left"."""
