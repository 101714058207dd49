"""Two readings of one text, compared field by field, and made one."""

from dataclasses import replace

from everyname.domain.words import Property, Role
from everyname.extract import PersonReading, Proposal, Reading, read
from everyname.extract.readers.agree import combined, compare, pairs, unanswered
from everyname.extract.reading import UNMEASURED, Agreement
from everyname.extract.told import tell

ONE = read("На СВО погиб рядовой Кошкарин Лев Павлович, 1985 года рождения.")
OTHER = read("На СВО погиб сержант Кошкарин Лев Павлович.")
NOBODY = read("Сегодня дождь.")


def second(*persons: PersonReading) -> Reading:
    return Reading(True, "ru", "death_notice", persons, "llm:small", extra={"model": "small"})


def said(prop: Property, value: str, span: tuple[int, int]) -> Proposal:
    return Proposal(prop, value, value, span, "llm:small", UNMEASURED)


def test_fields_agree_differ_or_stand_alone() -> None:
    ((one, other),) = pairs(ONE, OTHER)
    fields = compare(one, other)
    assert fields["patronymic"].said is Agreement.SAME
    assert fields["rank"].said is Agreement.DIFFERENT
    assert (fields["rank"].first, fields["rank"].second) == (("рядовой",), ("сержант",))
    assert fields["birth"].said is Agreement.ALONE
    assert fields["role"].said is Agreement.SAME


def test_the_order_of_the_readings_does_not_matter() -> None:
    ((one, other),) = pairs(ONE, OTHER)
    forth, back = compare(one, other), compare(other, one)
    assert {k: (v.said, v.first, v.second) for k, v in forth.items()} == {
        k: (v.said, v.second, v.first) for k, v in back.items()
    }


def test_a_person_one_reading_has_alone_agrees_with_nobody() -> None:
    ((one, other),) = pairs(ONE, NOBODY)
    assert other is None
    assert {c.said for c in compare(one, None).values()} == {Agreement.ALONE}
    assert one is not None


def test_a_name_left_in_another_case_is_the_same_person_by_its_place() -> None:
    start = ONE.persons[0].proposals[0].span[0]
    same = PersonReading(
        Role.DEAD, ONE.persons[0].occasion, (said(Property.FULL_NAME, "Кошкарина Льва", (start, start + 8)),)
    )
    ((one, other),) = pairs(ONE, second(same))
    assert (one, other) == (ONE.persons[0], same)


def test_the_second_reading_adds_and_changes_nothing() -> None:
    (first,) = ONE.persons
    other = replace(
        first,
        proposals=(*first.proposals[:3], said(Property.RANK, "сержант", (0, 2)), said(Property.AGE, "38", (0, 2))),
    )
    both = combined(ONE, second(other))
    (person,) = both.persons
    assert person.proposals[: len(first.proposals)] == first.proposals
    assert [(p.property, p.reader) for p in person.proposals[len(first.proposals) :]] == [(Property.AGE, "llm:small")]
    assert person.compared["rank"].said is Agreement.DIFFERENT
    assert both.extra["second"] == {"reader": "llm:small", "model": "small"}
    assert ONE.reader in both.reader


def test_whom_the_second_reader_alone_names_comes_in_and_it_is_said() -> None:
    (stranger,) = read("На СВО погиб рядовой Орешкин Иван.").persons
    both = combined(NOBODY, second(stranger))
    assert [p.first(Property.SURNAME).value for p in both.persons] == ["Орешкин"]  # type: ignore[union-attr]
    assert tell("second_only") in both.persons[0].reasons


def test_silence_of_the_second_reader_is_told() -> None:
    assert unanswered(ONE, "HTTP 503").persons == ONE.persons
    assert "HTTP 503" in unanswered(ONE, "HTTP 503").warnings[-1]
