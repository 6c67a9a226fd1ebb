"""What a drafting group does to the words of one clause.

Each edit takes the words of a clause and gives the words after it, or the same words where the edit finds
nothing to work on. They imitate negotiation: a qualifier comes in, a verb is softened, an enumeration grows,
a phrase moves to the front, a tail is cut, half of the clause is written anew in the vocabulary of the rest
of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random

from bench.wording import Vocabulary, Word, Words, capitalised, core, fresh, is_free, reshape, shifted

Edit = Callable[[Words, Random, Vocabulary], Words]

QUALIFIERS = (
    "as appropriate",
    "where possible",
    "where needed",
    "as feasible",
    "in accordance with national law",
    "in line with international law",
    "subject to national legislation",
    "taking into account different national realities",
    "on a voluntary basis",
    "to the extent possible",
    "at the appropriate levels",
    "with full respect for human rights",
)
VERBS = {
    "commit": "strive",
    "ensure": "promote",
    "promote": "encourage",
    "establish": "consider establishing",
    "strengthen": "enhance",
    "develop": "elaborate",
    "provide": "offer",
    "facilitate": "support",
    "adopt": "work towards",
    "implement": "give effect to",
    "support": "assist",
    "improve": "step up",
    "review": "revise",
    "recognize": "acknowledge",
    "protect": "safeguard",
    "cooperate": "work together",
    "invest": "seek to invest",
    "prevent": "combat",
    "request": "invite",
    "will": "may",
    "must": "should",
    "shall": "will",
}
SYNONYMS = {
    "including": "such as",
    "relevant": "competent",
    "states": "countries",
    "policies": "measures",
    "mechanisms": "arrangements",
    "assistance": "aid",
    "access": "entry",
    "effective": "efficient",
    "ensuring": "securing",
    "through": "by means of",
    "all": "every",
    "regarding": "concerning",
    "best": "good",
    "women": "persons",
    "workers": "labourers",
    "partnerships": "alliances",
    "authorities": "institutions",
    "information": "knowledge",
    "and": "or",
    "the": "a",
    "should": "must",
    "especially": "in particular",
    "programmes": "schemes",
    "needs": "requirements",
    "countries": "States",
}
_OPENERS = {"and", "to", "in", "by", "with", "for", "on", "through", "including", "that", "while", "at"}


def _swap(words: Words, rng: Random, table: Mapping[str, str]) -> Words:
    spots = [k for k, word in enumerate(words) if core(word.form) in table and is_free(word.form)]
    if not spots:
        return words
    chosen = rng.choice(sorted({core(words[k].form) for k in spots}))
    k = rng.choice([k for k in spots if core(words[k].form) == chosen])
    form = words[k].form
    tail = form[len(form.rstrip(".,;:")) :]
    new = table[core(form)] + tail
    return [*words[:k], *fresh((capitalised(new) if form[0].isupper() else new).split()), *words[k + 1 :]]


def swap_verb(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Soften or sharpen a verb: commit becomes strive, ensure becomes promote."""
    return _swap(words, rng, VERBS)


def swap_synonym(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Put one word for another of about the same meaning."""
    return _swap(words, rng, SYNONYMS)


def _joints(words: Words) -> list[int]:
    """Give the positions behind which a phrase can be put in."""
    return [
        k
        for k in range(1, len(words) - 1)
        if words[k].form[-1].isalpha()
        and is_free(words[k].form)
        and core(words[k].form) not in _OPENERS
        and words[k + 1].form in _OPENERS
    ]


def add_qualifier(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Put a qualifier in at a joint of the sentence, between commas or without."""
    joints = _joints(words)
    if not joints:
        return words
    k, phrase = rng.choice(joints), rng.choice(QUALIFIERS).split()
    if rng.random() < 0.4:
        return [*words[: k + 1], *fresh(phrase), *words[k + 1 :]]
    phrase[-1] += ","
    return [*words[:k], reshape(words[k], words[k].form + ","), *fresh(phrase), *words[k + 1 :]]


def drop_qualifier(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Take out a qualifier that the clause has; one that has none gets one."""
    cores = [core(word.form) for word in words]
    for phrase in (*QUALIFIERS, "in accordance with international law", "as well as", "with a view to"):
        parts = phrase.split()
        for k in range(2, len(cores) - len(parts)):
            if cores[k : k + len(parts)] == parts:
                return words[:k] + words[k + len(parts) :]
    return add_qualifier(words, rng, vocabulary)


def _enumerated(words: Words) -> list[tuple[int, int]]:
    commas = [k for k, word in enumerate(words) if word.form.endswith(",")]
    pairs = pairwise(commas)
    return [(left + 1, right + 1) for left, right in pairs if right - left <= 5]


def drop_item(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Take one member out of an enumeration."""
    spots = _enumerated(words)
    if not spots:
        return words
    start, end = rng.choice(spots)
    return words[:start] + words[end:]


def add_item(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Put one or two members into an enumeration."""
    commas = [k for k, word in enumerate(words) if word.form.endswith(",")]
    if not commas:
        return words
    k = rng.choice(commas)
    items = [rng.choice(vocabulary.items) for _ in range(rng.choice((1, 1, 2)))]
    added = [form for item in items for form in (*item[:-1], item[-1] + ",")]
    return [*words[: k + 1], *fresh(added), *words[k + 1 :]]


def shift_phrase(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Move what stands between two commas to another comma of the clause.

    Where it jumps over about as many words, these count as changed too: which of the two moved is open.
    """
    commas = [k for k, word in enumerate(words) if word.form.endswith(",")]
    spans = [(a + 1, b + 1) for a, b in pairwise(commas) if 2 <= b - a <= 10]
    if not spans:
        return words
    start, end = rng.choice(spans)
    targets = [k + 1 for k in commas if not start - 1 <= k <= end - 1]
    if not targets:
        return words
    to = rng.choice(targets)
    phrase = shifted(words[start:end])
    jumped = words[to:start] if to < start else words[end:to]
    if len(jumped) <= len(phrase) + 2:
        jumped = shifted(jumped)
    if to < start:
        return words[:to] + phrase + jumped + words[end:]
    return words[:start] + jumped + phrase + words[to:]


def replace_phrase(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Write two to six words anew."""
    if len(words) < 8:
        return words
    length = rng.randint(2, min(6, len(words) // 3))
    k = rng.randrange(1, len(words) - length)
    return [*words[:k], *fresh(vocabulary.window(rng, length + rng.randint(-1, 2))), *words[k + length :]]


def add_tail(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Add a sentence to a paragraph, or `, including by …` to an action."""
    last = words[-1].form
    if last.endswith("."):
        ends = [k + 1 for k, word in enumerate(words) if word.form.endswith(".")]
        at = rng.choice(ends)
        return [*words[:at], *fresh(vocabulary.sentence(rng)), *words[at:]]
    opener = rng.choice(("including by", "with a view to", "as well as", "in particular", "while"))
    tail = [*opener.split(), *vocabulary.window(rng, rng.randint(5, 12))]
    return [*words[:-1], reshape(words[-1], last + ","), *fresh(tail)]


def cut_tail(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Take a sentence out of a paragraph, or what follows the last comma of an action."""
    ends = [k + 1 for k, word in enumerate(words) if word.form.endswith(".")]
    if len(ends) >= 3:
        k = rng.randrange(1, len(ends))
        return words[: ends[k - 1]] + words[ends[k] :]
    commas = [k for k, word in enumerate(words) if word.form.endswith(",") and k > 0.6 * len(words)]
    if not commas:
        return words
    k = rng.choice(commas)
    return [*words[:k], reshape(words[k], words[k].form[:-1])]


def punctuate(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Change one sign: a comma goes, comes, or becomes a semicolon."""
    joints = [k for k in range(1, len(words) - 1) if words[k].form[-1] == "," or words[k + 1].form == "and"]
    joints = [k for k in joints if is_free(words[k].form)]
    if not joints:
        return words
    k = rng.choice(joints)
    form = words[k].form
    new = form[:-1] + rng.choice((";", "")) if form.endswith(",") else form + ","
    return [*words[:k], reshape(words[k], new), *words[k + 1 :]]


EDITS: tuple[tuple[Edit, int], ...] = (
    (add_qualifier, 5),
    (drop_qualifier, 2),
    (swap_verb, 5),
    (swap_synonym, 5),
    (drop_item, 3),
    (add_item, 4),
    (shift_phrase, 2),
    (replace_phrase, 4),
    (add_tail, 3),
    (cut_tail, 3),
    (punctuate, 2),
)


def rewrite(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Write about half of the clause anew, with words from elsewhere; best of six tries at just a half."""
    tries = [_rewritten(words, rng, vocabulary) for _ in range(6)]
    return min(tries, key=lambda made: abs(sum(word.origin is not None for word in made) / len(words) - 0.5))


def _rewritten(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    out: list[Word] = []
    k, changing = 0, rng.random() < 0.5
    while k < len(words):
        run = rng.randint(4, 9) if changing else rng.randint(3, 7)
        chunk = words[k : k + run]
        out += fresh(vocabulary.window(rng, max(2, len(chunk) + rng.randint(-2, 2)))) if changing else chunk
        k, changing = k + run, not changing
    return out


def edit(words: Words, rng: Random, vocabulary: Vocabulary) -> Words:
    """Make one ordinary edit, drawn by how often drafters make it."""
    edits, weights = zip(*EDITS, strict=True)
    chosen: Edit = rng.choices(edits, weights)[0]
    return chosen(words, rng, vocabulary)
