"""Settings come back as they were, and a damaged file is put aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.log import log_file, start_log
from explorer.views.settings import Settings, load, save


def test_settings_come_back(tmp_path: Path) -> None:
    settings = Settings(theme="dark", geometry="AAAA", columns=[200, 700, 400], rows=[500, 300])
    settings.opened(tmp_path / "a.sourceline")
    settings.keep_state(tmp_path / "a.sourceline", "{}")
    settings.keep_layout(tmp_path / "a.sourceline", "[]")
    save(settings, tmp_path / "settings.json")
    assert load(tmp_path / "settings.json") == settings
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Settings()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.expects_log
@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"theme": 3}', '{"recent": [1]}', '{"states": {"a": 1}}', "\ud800"]
)
def test_a_damaged_file_is_put_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert load(path) == Settings()
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json.bad"]


def test_keys_of_a_newer_program_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "moon": 1}')
    assert load(path) == Settings(theme="dark")


@pytest.mark.expects_log
def test_a_failed_write_is_no_more_than_a_line_in_the_log(tmp_path: Path) -> None:
    save(Settings(), tmp_path / "gone" / "settings.json")
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_does_not_grow_for_ever() -> None:
    settings = Settings()
    for number in range(60):
        settings.opened(Path(f"/{number}"))
        settings.keep_state(Path(f"/{number}"), "{}")
    settings.opened(Path("/55"))
    assert settings.recent[:2] == [str(Path("/55")), str(Path("/59"))]
    assert (len(settings.recent), len(settings.states)) == (10, 40)
    assert settings.last == str(Path("/55"))


@pytest.mark.expects_log
def test_the_log_is_opened_by_its_first_line_only() -> None:
    import logging

    root = logging.getLogger("explorer")
    handlers, level, propagate = list(root.handlers), root.level, root.propagate
    try:
        start_log()
        start_log()
        assert len(root.handlers) == len(handlers) + 1
        assert not log_file().exists()
        logging.getLogger("explorer.test").info("a line")
        assert "a line" in log_file().read_text(encoding="utf-8")
    finally:
        for handler in root.handlers[len(handlers) :]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
        root.propagate = propagate
