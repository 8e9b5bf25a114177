"""The two themes: every colour by its role (mockup tokens, "Colours")."""

from __future__ import annotations

from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class KindColours:
    """A kind's fill, its edge (underlines, hollow marks, links), and its inner mark's ink."""

    fill: str
    edge: str
    ink: str


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    window: str
    panel: str
    header: str
    hairline: str
    strong_line: str
    grid: str
    zebra: str
    field: str
    button: str
    ok: str
    text: str
    muted: str
    ghost: str
    accent: str
    accent_tint: str
    on_accent: str
    selection: str
    selection_edge: str
    on_selection: str
    danger: str
    kinds: tuple[KindColours, ...]

    def kind(self, index: int) -> KindColours:
        """Return the colours of the kind at `index` in `Corpus.kinds`; beyond seven they repeat."""
        return self.kinds[index % len(self.kinds)]


LIGHT = Theme(
    name="light", window="#F1F1EF", panel="#FFFFFF", header="#F8F8F6", hairline="#DCDCD8",
    strong_line="#BDBDB8", grid="#EDEDEA", zebra="#FBFBFA", field="#FFFFFF", button="#FAFAF8",
    ok="#1B6E4B", text="#1B1C1E", muted="#5A5E65", ghost="#8E939A", accent="#2456C7",
    accent_tint="#E6EDFB", on_accent="#FFFFFF", selection="#FFF0A6", selection_edge="#8A6D00",
    on_selection="#1B1C1E", danger="#B3261E",
    kinds=(
        KindColours("#0072B2", "#005A8D", "#FFFFFF"),
        KindColours("#009E73", "#00704F", "#FFFFFF"),
        KindColours("#E69F00", "#8F6100", "#1B1C1E"),
        KindColours("#56B4E9", "#24719F", "#1B1C1E"),
        KindColours("#D55E00", "#A34700", "#FFFFFF"),
        KindColours("#CC79A7", "#94486F", "#1B1C1E"),
        KindColours("#4A4F57", "#2C2F34", "#FFFFFF"),
    ),
)  # fmt: skip

DARK = Theme(
    name="dark", window="#14161A", panel="#1C1F23", header="#22262B", hairline="#343940",
    strong_line="#4C525B", grid="#262A2F", zebra="#1F2327", field="#171A1E", button="#272B31",
    ok="#6FCF9F", text="#E7E8EA", muted="#A7ACB4", ghost="#6F757E", accent="#8AB0FF",
    accent_tint="#24324F", on_accent="#10131A", selection="#57490A", selection_edge="#F0D84A",
    on_selection="#FFFFFF", danger="#FF8A80",
    kinds=(
        KindColours("#0072B2", "#58B4EA", "#FFFFFF"),
        KindColours("#009E73", "#3ED6A9", "#FFFFFF"),
        KindColours("#E69F00", "#FFC44D", "#1B1C1E"),
        KindColours("#56B4E9", "#A5DAFA", "#1B1C1E"),
        KindColours("#D55E00", "#FF9A52", "#FFFFFF"),
        KindColours("#CC79A7", "#EDAACB", "#1B1C1E"),
        KindColours("#B9BEC6", "#E2E4E8", "#1B1C1E"),
    ),
)  # fmt: skip

THEMES = {"light": LIGHT, "dark": DARK}
