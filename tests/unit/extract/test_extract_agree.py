"""Two readings of one text, compared field by field."""

from everyname.domain.words import Property
from everyname.extract import read
from everyname.extract.readers.agree import Agreement, agreement

ONE = read("На СВО погиб рядовой Кошкарин Лев Павлович, 1985 года рождения.")
OTHER = read("На СВО погиб сержант Кошкарин Лев Павлович.")


def test_fields_agree_differ_or_stand_alone() -> None:
    (fields,) = agreement(ONE, OTHER).values()
    assert fields[Property.PATRONYMIC] is Agreement.SAME
    assert fields[Property.RANK] is Agreement.DIFFERENT
    assert fields[Property.BIRTH] is Agreement.ALONE


def test_the_order_of_the_readings_does_not_matter() -> None:
    assert agreement(ONE, OTHER) == agreement(OTHER, ONE)


def test_a_person_one_reading_has_alone_agrees_with_nobody() -> None:
    (fields,) = agreement(ONE, read("Сегодня дождь.")).values()
    assert set(fields.values()) == {Agreement.ALONE}
