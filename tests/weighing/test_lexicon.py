"""The lexicon of strength: the forms of its verbs, and files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdiff.core.errors import ConfigError
from cdiff.weighing.lexicon import BUILT_IN, StrengthLexicon, lexicon


def made(folder: Path, text: str) -> StrengthLexicon:
    path = folder / "my.toml"
    path.write_text(text, encoding="utf-8")
    return lexicon(path)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("decide", ["decide", "decides", "deciding"]),
        ("agree", ["agree", "agrees", "agreeing"]),
        ("stress", ["stress", "stresses", "stressing"]),
        ("cherish", ["cherish", "cherishes", "cherishing"]),
        ("teach", ["teach", "teaches", "teaching"]),
        ("fix", ["fix", "fixes", "fixing"]),
        ("buzz", ["buzz", "buzzes", "buzzing"]),
        ("try", ["try", "tries", "trying"]),
        ("obey", ["obey", "obeys", "obeying"]),
        ("call upon", ["call upon", "calls upon", "calling upon"]),
    ],
)
def test_the_forms_of_a_verb(tmp_path: Path, verb: str, forms: list[str]) -> None:
    found = made(tmp_path, f'[[verb]]\nforce = 3\nwords = ["{verb}"]\n')
    assert list(found.verbs) == forms
    assert {(each.words, each.force, each.auxiliary) for each in found.verbs.values()} == {(verb, 3, False)}


def test_an_auxiliary_has_one_form(tmp_path: Path) -> None:
    found = made(tmp_path, '[[verb]]\nforce = 2\nauxiliary = true\nwords = ["Should", "ought to"]\n')
    assert {form: verb.force for form, verb in found.verbs.items()} == {"should": 2, "ought to": 2}


def test_the_pattern_finds_whole_words_the_longest_first(tmp_path: Path) -> None:
    found = made(tmp_path, '[[verb]]\nwords = ["call", "call upon"]\n')
    text = "They call upon us, re-call and callous; a CALL-in, to call."
    assert [match[0] for match in found.pattern.finditer(text)] == ["call upon", "call"]


def test_an_empty_lexicon_finds_nothing(tmp_path: Path) -> None:
    found = made(tmp_path, 'language = "fr"\n')
    assert (found.language, found.verbs, found.weaken, found.strengthen) == ("fr", {}, (), ())
    assert found.pattern.search("shall") is None


def test_a_lexicon_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"lexicon .*none\.toml: No such file"):
        lexicon(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("verb = [1]\n", r"\[\[verb\]\] 1: expected a table"),
        ("[[verb]]\nwords = []\n[[verb]]\nforce = true\n", r"\[\[verb\]\] 2: force is of the wrong kind: True"),
        ("verb = 3\n", "verb is of the wrong kind: 3"),
        ("qualifier = 3\n", "unknown key 'qualifier'; did you mean qualifiers"),
    ],
)
def test_a_lexicon_that_cannot_be_read(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        made(tmp_path, text)


def test_the_built_in_lexicon() -> None:
    found = lexicon(BUILT_IN)
    assert found.language == "en"
    assert found.verbs["may not"].force > found.verbs["should"].force > found.verbs["may"].force
    assert found.weaken
    assert found.strengthen
