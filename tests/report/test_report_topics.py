"""Free wordings gathered into topics."""

from __future__ import annotations

from extractor.report.topics import Topic, topics


def test_other_words_for_one_thing_are_one_topic() -> None:
    found = topics(
        [
            "the expansion of NATO to the east",
            "the rent cap",
            "the eastward expansion of NATO",
        ]
    )
    assert [topic.members for topic in found] == [(0, 2), (1,)]


def test_a_topic_is_called_by_its_most_frequent_wording() -> None:
    found = topics(["the rent cap in Arden", "the rent cap in Arden", "rent cap, Arden"])
    assert found == [Topic("The rent cap in Arden", (0, 1, 2))]


def test_what_a_finding_sets_against_each_other_is_one_topic() -> None:
    wordings = ["the open door policy", "the rent cap", "an end to enlargement"]
    assert [topic.members for topic in topics(wordings, [[0, 2]])] == [(0, 2), (1,)]


def test_wordings_without_a_matter_are_one_topic() -> None:
    assert [topic.members for topic in topics(["it", "that"])] == [(0, 1)]


def test_a_topic_does_not_drift_from_wording_to_wording() -> None:
    chain = ["red green blue", "green blue black", "blue black white", "black white pink"]
    found = topics(chain)
    assert not any({0, 3} <= set(topic.members) for topic in found)


def test_a_long_wording_is_shortened() -> None:
    (topic,) = topics(["the plan " * 100])
    assert len(topic.title) <= 90
    assert topic.title.endswith("…")
