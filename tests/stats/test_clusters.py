import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.stats.alignment import aligned
from uproar.stats.clusters import Settings, SinglePass

STORM = ("Harbour storm closes port", "Port closed by storm, Harbour waits", "Storm: Harbour port closed again")
STUDIO = ("Halden studio answers players", "Players hear from Halden studio", "Studio Halden and its players talk")


def _terms(text: str) -> dict[str, bool]:
    return {word.strip(":,").lower(): word[0].isupper() for word in text.split()}


def test_two_stories_are_told_apart_in_any_order() -> None:
    """Documents about two things make two clusters, in whatever order they arrive."""
    texts = [(text, 0) for text in STORM] + [(text, 1) for text in STUDIO]
    for seed in range(10):
        random.Random(seed).shuffle(texts)
        stories = SinglePass()
        for text, _ in texts:
            stories.add(_terms(text))
        labels = stories.labels()
        assert len({(label, gold) for label, (_, gold) in zip(labels, texts, strict=True)}) == 2
        assert len(set(labels)) == 2


def test_what_comes_later_never_enters() -> None:
    """The labels after n documents are those of a pass that saw only n."""
    texts = [*STORM, *STUDIO, *STORM]
    whole = SinglePass()
    for count, text in enumerate(texts, 1):
        whole.add(_terms(text))
        part = SinglePass()
        for earlier in texts[:count]:
            part.add(_terms(earlier))
        assert whole.labels() == part.labels()


def test_a_story_that_rested_longer_than_the_window_takes_nothing_more() -> None:
    """The same words start a new cluster once the window has passed, and join before."""
    for hours, count in ((100.0, 1), (24 * 30 + 1.0, 2)):
        stories = SinglePass()
        for text in STORM:
            stories.add(_terms(text), 0.0)
        stories.add(_terms(STORM[0]), hours)
        assert len(stories.clusters) == count


def test_time_counts_no_finer_than_it_is_known() -> None:
    """Within the width of its date a document's distance in time takes off at most log 2."""
    close, far = SinglePass(Settings(discount=0.0)), SinglePass(Settings(discount=0.0))
    for stories, width in ((close, 24.0), (far, 0.0)):
        for text in STORM:
            stories.add(_terms(text), 0.0)
        stories.add({"storm": True, "other": False}, 24.0, width)
    assert close._fitting({"storm": True, "pier": False}, 600.0, 24.0)
    assert len(close.clusters) <= len(far.clusters)


def _award(host: str, details: tuple[str, ...]) -> list[dict[str, bool]]:
    """Seven reports of one award with its host; each leaves one of the other details out."""
    shared = {"Lantern": True, "Award": True, "host": False, "ceremony": False, "evening": False, "film": False, "named": False}
    return [{host: True, **shared, **{term: term.istitle() for term in details[:k] + details[k + 1 :]}} for k in range(7)]


HOSTS = (
    _award("Ade", ("singer", "Lagos", "stage", "song", "March", "dance", "first")),
    _award("Brandt", ("comic", "Berlin", "joke", "talk", "June", "laugh", "twice")),
)


def test_two_hosts_of_one_award_are_two_stories() -> None:
    """A story comes apart once it shows two names that never stand together and whose articles differ in other terms too, in any order of arrival."""
    documents = [(terms, gold) for gold, host in enumerate(HOSTS) for terms in host]
    for seed in range(10):
        random.Random(seed).shuffle(documents)
        parted, whole = SinglePass(), SinglePass(Settings(apart=0.0))
        homes = [(parted.add(terms), whole.add(terms))[0] for terms, _ in documents]
        labels = parted.labels()
        assert len({(label, gold) for label, (_, gold) in zip(labels, documents, strict=True)}) == len(set(labels)) == 2
        assert len(set(whole.labels())) == 1
        assert len(documents) - 1 in parted.clusters[homes[-1]].members


def test_two_words_for_one_thing_make_no_two_stories() -> None:
    """Names that never stand together leave a story whole if its articles are otherwise alike."""
    stories = SinglePass()
    for k, terms in enumerate(HOSTS[0] + HOSTS[0]):
        stories.add({("Pot" if k % 2 else "Marijuana"): True, **terms})
    assert set(stories.labels()) == {0}


@given(st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.booleans(), max_size=5), max_size=40))
@settings(max_examples=60, deadline=None)
def test_every_document_is_in_one_cluster(documents: list[dict[str, bool]]) -> None:
    """Clusters share no document and leave none out, and their counts are those of their documents."""
    stories = SinglePass()
    for document in documents:
        stories.add(document)
    members = [member for cluster in stories.clusters.values() for member in cluster.members]
    assert sorted(members) == list(range(len(documents)))
    for cluster in stories.clusters.values():
        for term, count in cluster.terms.items():
            assert count == sum(term in documents[member] for member in cluster.members)
            assert [place for place in range(len(cluster.members)) if cluster.held[term] >> place & 1] == [
                place for place, member in enumerate(cluster.members) if term in documents[member]
            ]
    assert stories._pairs == sum(len(cluster.terms) for cluster in stories.clusters.values())


def test_neighbours_come_nearest_first_and_never_oneself() -> None:
    """Of three clusters the two that share rare terms are each other's nearest."""
    stories = SinglePass()
    one = stories.give([_terms(text) for text in STORM])
    other = stories.give([_terms("Harbour festival after storm")])
    third = stories.give([_terms(text) for text in STUDIO])
    near = stories.neighbours(5)
    assert [number for number, _, _ in near[one]] == [other]
    assert near[third] == []
    assert near[one][0][1] == pytest.approx(near[other][0][1])
    assert set(near[one][0][2]) == {"harbour", "storm"}


def test_a_cut_is_no_difference() -> None:
    """Words missing at an end do not count as a change; words changed or left out between do."""
    assert aligned("abcde", "bcd") == (3, [])
    assert aligned("abcde", "abde") == (4, [(("c",), ())])
    assert aligned([], []) == (0, [])
