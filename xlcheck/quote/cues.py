"""Words that announce somebody's words: verbs, nouns and phrases, and the bodies words come through."""

from __future__ import annotations

from collections.abc import Iterable

APOSTROPHES = str.maketrans("’ʼ＇‘", "''''")

SAY = (
    """
    say tell add ask answer reply respond note state announce declare explain remark comment observe mention
    recall report write tweet post testify recount quip joke shout cry yell whisper murmur exclaim continue
    conclude begin repeat reiterate stress emphasize emphasise underline underscore insist maintain assert
    affirm claim contend argue allege charge suggest hint imply indicate signal confirm confide disclose reveal
    acknowledge admit concede confess agree disagree deny dispute reject refute dismiss counter object protest
    complain lament warn caution threaten vow pledge promise swear predict forecast project estimate speculate
    propose recommend urge advise encourage exhort appeal order demand instruct request invite call describe
    label dub term brand characterize characterise denounce condemn criticize criticise blast slam rip attack
    mock ridicule deride blame accuse praise applaud hail laud commend welcome celebrate congratulate thank
    defend justify endorse back support oppose question wonder discuss address speak talk read quote cite
    reference refer list name outline detail elaborate clarify specify boast brag bemoan decry echo interject
    retort snap sneer scoff chide rebuke scold lecture preach proclaim pronounce publish broadcast air relay
    carry convey inform notify brief assure reassure remind persuade convince teach lie plead beg tout trumpet
    play reckon deplore deem hold see regard view consider offer put implore opine muse fume lambast intone chant
    counsel deadpan gush enthuse concur surmise theorize posit postulate grumble mutter mumble insinuate bellow
    exult rebut castigate berate excoriate foretell allude ruminate chime vent crow
    """
).split()
THINK = (
    """
    think believe know feel hope fear expect want wish plan intend aim seek decide doubt consider assume suspect
    guess imagine realize realise understand learn find show prove suggest demonstrate determine discover
    conclude judge prefer like love hate support oppose favor favour worry refuse decline agree hear remember
    forget appear seem mean need try hesitate consider envision envisage anticipate foresee view appreciate
    respect
    """
).split()
IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "speak": "spoke spoken", "swear": "swore sworn",
    "read": "read", "hold": "held", "put": "put", "begin": "began begun", "teach": "taught", "think": "thought",
    "know": "knew known", "feel": "felt", "find": "found", "show": "showed shown", "see": "saw seen",
    "seek": "sought", "understand": "understood", "mean": "meant", "hear": "heard", "forget": "forgot forgotten",
    "foresee": "foresaw foreseen", "forecast": "forecast", "learn": "learned learnt", "broadcast": "broadcast",
    "prove": "proved proven", "lie": "lied lying", "plead": "pleaded pled", "snap": "snapped snapping",
    "brag": "bragged bragging", "plan": "planned planning", "dub": "dubbed dubbing", "slam": "slammed slamming",
    "rip": "ripped ripping", "refer": "referred referring", "admit": "admitted admitting",
    "label": "labeled labelled labeling labelling", "prefer": "preferred preferring", "beg": "begged begging",
    "quip": "quipped quipping", "signal": "signaled signalled signaling signalling",
    "rebut": "rebutted rebutting", "foretell": "foretold",
}  # fmt: skip


def _forms(verbs: Iterable[str]) -> dict[str, str]:
    """Every inflected form with its base."""
    forms: dict[str, str] = {}
    for base in verbs:
        stem = base[:-1] if base.endswith("e") else base
        ends_y = base.endswith("y") and base[-2] not in "aeiou"
        third = base[:-1] + "ies" if ends_y else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past = base[:-1] + "ied" if ends_y else stem + "ed"
        for form in (base, third, past, stem + "ing", *IRREGULAR.get(base, "").split()):
            forms.setdefault(form, base)
    return forms


SAYING = _forms(SAY)
THINKING = _forms(THINK)
# The bare verbs of speech: beside a closing mark they leave no doubt.
PLAIN = _forms(
    """
    say tell add ask reply answer respond note explain write continue tweet quip recall remark declare argue
    warn insist
    """.split()
)

SAYING_NOUNS = frozenset(
    """
    statement statements comment comments remark remarks claim claims call calls threat threats warning warnings
    pledge pledges promise promises vow vows demand demands accusation accusations allegation allegations
    criticism suggestion argument assertion announcement proposal proposals request requests report reports
    speech letter interview tweet tweets post memo message email question answer response reply plea appeal need
    desire belief view opinion concern concerns fear fears hope hopes assessment prediction estimate conclusion
    finding findings decision plan plans intention idea notion admission denial complaint complaints charge
    order orders recommendation advice reaction position stance support opposition endorsement analysis study
    poll survey theory rumor rumors
    """.split()
)
# What nobody's words follow: a name, a nickname, a term.
NAMING = frozenset(
    """
    called named titled entitled dubbed known labeled labelled nicknamed termed codenamed so-called word words
    term phrase slogan book film movie song album show series play novel magazine essay column headline title
    nickname programme program moniker
    """.split()
)
TERM_NOUNS = frozenset(
    """
    term terms nickname headline title codename moniker motto nicknamed codenamed titled entitled so-called name
    alias pseudonym hashtag acronym signed
    """.split()
)
AGENCIES = frozenset(
    """
    kcna yonhap reuters ap afp xinhua tass interfax kyodo ansa dpa efe pti upi bloomberg cnn bbc nbc abc cbs fox
    msnbc npr politico axios itar-tass ria nhk jiji anadolu mehr irna tasnim isna sana wam spa mena bernama
    antara vna notimex aap pap belga ritzau ntb tt lusa
    """.split()
)
AGENCY_NOUNS = frozenset(
    """
    agency media newspaper paper daily broadcaster television tv radio newswire magazine website outlet document
    documents dossier transcript memo communique communiqué readout gazette bulletin newsletter tabloid weekly
    """.split()
)
PAPER_NAMES = frozenset(
    """
    times post journal news herald tribune guardian sentinel press gazette globe observer mail telegraph sinmun
    daily
    """.split()
)

PRONOUNS = frozenset("he she they it we i you who".split())
PERSONS = frozenset("he she they i we you who".split())
DETERMINERS = frozenset(
    """
    the a an his her their its our my this that these those some many several most one two three another both
    other
    """.split()
)
PREPOSITIONS = frozenset(
    """
    of to in on at by for with from about against over under between among into through during before after as
    than like near since until toward towards upon within without along across behind beyond despite except
    inside outside via per amid
    """.split()
)
CONJUNCTIONS = frozenset(
    """
    and but or nor so yet because while when if although though unless whereas where since as until
    """.split()
)
AUXILIARIES = frozenset(
    """
    is are was were be been being am has have had having do does did will would can could shall should may might
    must 's 're 've 'd 'll isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't
    can't couldn't shouldn't cannot not also
    """.split()
)
ROLES = frozenset(
    """
    president premier chancellor king queen prince minister ministry secretary spokesman spokeswoman
    spokesperson spokespeople official officials officer officers analyst analysts expert experts critic critics
    leader leaders leadership government administration campaign company group party union police army military
    navy force command commission committee council court judge prosecutor prosecutors lawyer lawyers attorney
    senator senators congressman congresswoman lawmaker lawmakers governor mayor ambassador envoy diplomat
    diplomats general colonel captain admiral marshal commander chief head chairman chairwoman chair director
    manager executive ceo founder owner adviser advisers advisor advisors aide aides strategist source sources
    witness witnesses resident residents voter voters supporter supporters opponent opponents activist activists
    protester protesters professor teacher scientist scientists researcher researchers economist economists
    historian author writer reporter journalist columnist editor host anchor doctor doctors nurse father mother
    son daughter brother sister wife husband man woman people men women candidate candidates nominee rival
    rivals democrat democrats republican republicans conservative conservatives liberal liberals republic state
    statement report study survey poll document documents letter indictment agency newspaper media paper firm
    bank ministry bureau department office authority authorities board institute organization organisation
    association foundation university embassy kremlin pentagon palace cabinet parliament congress senate
    delegation negotiator negotiators farmer farmers worker workers driver passenger survivor survivors victim
    victims family parents friend friends neighbor neighbour neighbors neighbours colleague colleagues student
    students coach player fans allies ally enemy side sides north south west operator producer maker makers
    investigator investigators inspector inspectors rescuer rescuers fisherman fishermen captain skipper
    shopkeeper caller user users reader readers editorial post tweet text note memo transcript vice bishop pope
    priest imam rabbi cleric clerics monk volunteer volunteers soldier soldiers veteran veterans team crew
    service groups agencies traders villagers evacuees organizations organisations unions companies banks
    charities ministries ministers campaigner campaigners conservationist conservationists geologist
    volcanologist meteorologist seismologist engineer engineers pilot
    """.split()
)
TITLES = frozenset(
    """
    mr mrs ms miss dr prof sir lord lady sen rep gov gen col lt maj capt adm sgt rev president premier
    chancellor king queen prince minister secretary spokesman spokeswoman spokesperson senator congressman
    congresswoman governor mayor ambassador envoy general colonel captain admiral marshal commander chief
    chairman chairwoman chair director manager executive ceo founder adviser advisor strategist leader judge
    professor analyst candidate nominee coach host pope vice-premier deputy foreign prime vice former
    """.split()
)
# What stands between the first word of a role and its head: "state news agency", "vice foreign minister".
ATTRIBUTIVE = frozenset(
    """
    news foreign prime vice deputy state security defence defense finance interior health trade press central
    general chief executive media public justice education agriculture energy transport labour labor intelligence
    police military party government satellite environment economy culture tourism unification
    """.split()
)
HONORIFICS = frozenset(
    """
    mr mrs ms miss dr prof sir sen rep gov gen col lt maj capt adm sgt rev hon st jr sr
    """.split()
)
FEMININE = frozenset(
    """
    mrs ms miss lady queen congresswoman chairwoman spokeswoman she her mother daughter sister wife woman
    """.split()
)
MASCULINE = frozenset(
    """
    mr sir lord king congressman chairman spokesman he his father son brother husband man
    """.split()
)


def plain(word: str) -> str:
    """Lower case, straight apostrophes, no possessive ending."""
    low = word.lower().translate(APOSTROPHES)
    return low[:-2] if low.endswith("'s") else low[:-1] if low.endswith("'") else low
