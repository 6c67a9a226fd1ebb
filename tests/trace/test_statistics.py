"""Statistics: parts add up to the whole, and what stands unchanged does."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings

from cdiff.comparing import compare
from cdiff.comparing.lineage import table_of
from cdiff.comparing.summary import summarise
from cdiff.comparing.words import fold_quotes
from cdiff.core.model import Version
from cdiff.features.statistics.measures import log_of, statistics_of
from cdiff.features.statistics.model import Size, Statistics, share
from cdiff.pipeline.chains import chain
from tests.compare.test_lineage import negotiations
from tests.support import version

SOME = settings(max_examples=settings().max_examples // 2)


def measured(versions: list[Version]) -> Statistics:
    whole = chain(versions)
    return statistics_of(whole.table, whole.comparisons)


def drafted(*texts: str) -> list[Version]:
    return [version(text, f"draft{at}", "gcm") for at, text in enumerate(texts, 1)]


def since(versions: list[Version]) -> dict[str, tuple[str, str]]:
    return {each.clause.citation: (each.since, each.wording_since) for each in measured(versions).standing}


def test_a_clause_stands_since_its_last_change() -> None:
    keep, old, new = "1. States shall report.\n\n", "2. They shall meet.\n", "2. They should meet.\n"
    assert since(drafted(keep + old, keep + new, keep + new)) == {"1": ("draft1", "draft1"), "2": ("draft2", "draft2")}


def test_a_new_number_is_no_change_and_a_new_comma_no_change_of_words() -> None:
    first = "1. States shall report on migration every year.\n"
    second = "1. They are free to do so in writing or not at all.\n\n2. States shall report on migration, every year.\n"
    assert since(drafted(first, second)) == {"1": ("draft2", "draft2"), "2": ("draft2", "draft1")}
    assert since(drafted(second, second)) == {"1": ("draft1", "draft1"), "2": ("draft1", "draft1")}


def test_what_left_and_came_back_stands_since_then() -> None:
    keep, gone = "1. States shall report.\n", "\n2. They meet every year in the capital of one of them.\n"
    assert since(drafted(keep + gone, keep, keep + gone))["2"] == ("draft3", "draft3")


def test_the_share_of_changed_words() -> None:
    found = measured(drafted("1. States shall report every year.\n", "1. States should report every year.\n"))
    step = found.total.steps[0]
    assert step is not None
    assert dict(step.words) == {"unchanged": 4, "modified": 2, "moved": 0, "inserted": 0, "deleted": 0}
    assert share(step) == 2 / 6


@given(negotiations())
@SOME
def test_the_parts_add_up_to_the_whole(versions: list[Version]) -> None:
    found = measured(versions)
    for at, each in enumerate(versions):
        sizes = [part.sizes[at] for part in found.parts]
        assert sum(size.clauses for size in sizes if size) == len(each.document)
        total = found.total.sizes[at]
        assert total is not None
        assert sum(size.words for size in sizes if size) == total.words
        for part in found.parts:
            assert (part.sizes[at] is None) == (part.part.citations[at] is None)
    for at, (old, new) in enumerate(pairwise(versions)):
        whole = summarise(compare(old, new)).total
        words: Counter[str] = Counter()
        counts: Counter[str] = Counter()
        for part in found.parts:
            step = part.steps[at]
            assert (step is None) == (part.sizes[at] is None and part.sizes[at + 1] is None)
            words.update(dict(step.words) if step else {})
            counts.update(dict(step.counts) if step else {})
        assert dict(words) == dict(whole.words)
        assert dict(counts) == dict(whole.counts)


@given(negotiations())
@SOME
def test_what_stands_was_there_word_for_word(versions: list[Version]) -> None:
    labels = [each.label for each in versions]
    texts = {each.label: {fold_quotes(clause.text) for clause in each.document} for each in versions}
    found = measured(versions).standing
    assert [each.clause for each in found] == list(versions[-1].document)
    for each in found:
        for label in labels[labels.index(each.since) :]:
            assert fold_quotes(each.clause.text) in texts[label]
        assert labels.index(each.wording_since) <= labels.index(each.since)


@given(negotiations())
@SOME
def test_the_log_says_what_the_comparisons_say(versions: list[Version]) -> None:
    whole = chain(versions)
    entries = log_of(whole.versions, whole.comparisons)
    assert [entry.version for entry in entries] == versions
    assert [entry.clauses for entry in entries] == [len(each.document) for each in versions]
    totals = [summarise(compare(old, new)).total for old, new in pairwise(versions)]
    assert [entry.happened for entry in entries] == [None, *totals]
    assert measured(versions).total.sizes == tuple(Size(entry.clauses, entry.words) for entry in entries)
    assert table_of(whole.versions, whole.comparisons) == whole.table
