"""Words with a dot that is theirs and not the sentence's, and words that sentences begin with."""

NEVER_LAST = frozenset(
    # what these announce must follow, so the sentence goes on
    """f.eks feks bl.a ca d dvs d.v.s fx hhv inkl ekskl excl incl jf jfr kl mr mrs ms mx dr hr fr frk nr prof adj lekt
    vedr vha v.h.a evt p.g.a pga iht i.h.t ift i.f.t mht m.h.t cand stud tlf mob kap stk pkt fig tab vs cf e.g i.e eg ie
    approx resp st adr att ang c/o h.h.v u.d o.a.e gen dir pers red.af
    """.split()  # noqa: SIM905  a list of words reads as text
)

MAYBE_LAST = frozenset(
    # a sentence may end with these: only when the next word is one that begins sentences
    """kr mio mill mia mrd pct afs art p.t d.d s.u f.m e.m a.m p.m
    sml min max maks inc ltd co corp llc plc gmbh bros jr sr ph.d phd no nos vol pp ed eds u.s u.k e.v.t p.m.v tusind
    jan feb mar apr jun jul aug sep sept okt oct nov dec man tir ons tors fre lør søn mon tue wed thu fri sat sun
    """.split()  # noqa: SIM905  a list of words reads as text
)

ENUMERATIONS_END = frozenset("osv o.s.v etc o.l ol o.lign m.m mm m.v mv m.fl mfl".split())  # noqa: SIM905  a list of words reads as text

DOMAINS = frozenset("dk com cn eu org net gov edu de se no uk".split())  # noqa: SIM905  a list of words reads as text

NUMBERED = frozenset(
    # with a number or a letter these are a label: "Bilag 3.", "plan B."
    """§ bilag note punkt pkt kapitel afsnit tabel figur nr plan model gruppe option fase zone type del kategori klasse
    team annex appendix item point section chapter part table figure group phase class article no step trin dag day
    """.split()  # noqa: SIM905  a list of words reads as text
)

STARTERS = frozenset(
    # with a capital letter, words that sentences begin with and names do not
    """Vi Jeg Du De Den Det Der Dette Denne Disse Han Hun Man I Hvis Når Da Efter Før Derefter Herefter Desuden
    Endvidere Dog Men Og Så Også Som På Ved Til Fra For Med Om Under Over Uden Inden Alle Begge Ingen Næste Senere Nu
    Her Hvad Hvem Hvor Hvorfor Hvornår Hvordan Hvilke Er Har Skal Kan Vil Ja Nej Tak Måske Formålet Målet Mødet Planen
    Parterne Deltagerne Resten Husk Bemærk Se Et En
    We You They He She It This That These Those The A An In On At After Before Then Therefore However But And So Also
    If When While Since Both All No Yes Is Are Was Were Has Have Will Shall Can There Here What Who Where Why How Next
    Perhaps Maybe Please Note Each Every Our Their Its His Her
    """.split()  # noqa: SIM905  a list of words reads as text
)
