"""What the details pane is made of: frozen blocks, one under the other."""

from __future__ import annotations

from explorer.domain.ids import EvidenceId, Mark
from explorer.values import dataclass
from explorer.viewmodel.forms import Form
from explorer.viewmodel.state import Listing, Window


@dataclass(frozen=True, slots=True)
class Glyph:
    """The mark of an event: `kind` indexes `Corpus.kinds`; a diamond where it is undated."""

    kind: int
    form: Form = Form.FILLED
    dated: bool = True
    goes_on: bool = False


# An event's glyph, or the name of an icon.
Sign = Glyph | str | None


@dataclass(frozen=True, slots=True)
class Go:
    """Words to click: they select `mark` and light `evidence`; `note` follows in muted."""

    text: str
    mark: Mark
    evidence: EvidenceId | None = None
    note: str = ""
    sign: Sign = None


@dataclass(frozen=True, slots=True)
class Title:
    """The head: its sign, its name, and at the right what it is ("Talks · happened")."""

    text: str
    tags: str = ""
    sign: Sign = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with a value in bold, a remark in muted, perhaps a place and its words."""

    label: str
    strong: str
    note: str = ""
    go: Go | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """A label with things to go to, in `columns`; beyond `shown` they wait to be asked for."""

    label: str
    entries: tuple[Go, ...]
    columns: int = 1
    shown: int = 12


@dataclass(frozen=True, slots=True)
class Web:
    """An address that the source gives, to be opened by whoever the system has for it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Words to click that open the list of events under the timeline."""

    label: str
    text: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class Folded:
    """A line ("7 relationships between these actors") that unfolds its entries."""

    label: str
    text: str
    entries: tuple[Go, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of a source, under a rule.

    `number` of `count`, from 1; `tone` is the kind whose edge colour the bar has, None is
    ink. `noun` says what it is: "Quote" or "Mention".
    """

    text: str
    place: str
    exact: bool
    number: int
    count: int
    tone: int | None = None
    noun: str = "Quote"


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a path: what is said, the words behind it, where they stand."""

    go: Go
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events there are of one kind."""

    kind: int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence of ours in muted."""

    text: str


Block = Title | Fact | Entries | Listed | Web | Folded | Quote | Step | Bars | Hint


@dataclass(frozen=True, slots=True)
class Details:
    """The pane's content.

    `period` is given where it is one, so that it can be zoomed to; `idle` where nothing is
    chosen.
    """

    blocks: tuple[Block, ...]
    period: Window | None = None
    idle: bool = False
