from __future__ import annotations

from everyname.sources.diff import Entry, compare_lists
from everyname.sources.spelling import is_placeholder, spelling_key


def person(name: str, birth: str = "", sex: str = "", age: str = "") -> Entry:
    return Entry((("name", name), ("birth", birth), ("sex", sex), ("age", age)), name, birth, sex, age)


def test_what_happened_between_two_releases() -> None:
    old = {"1": person("Ivo Tester"), "2": person("Ada Probe"), "3": person("Uwe Sample")}
    new = {"1": person("Ivo Tester"), "2": person("Ada Probe", age="30"), "4": person("Eve Model")}
    diff = compare_lists(old, new)
    assert (diff.unchanged, diff.changed, diff.added, diff.removed) == (("1",), {"2": ("age",)}, ("4",), ("3",))


def test_spelling_is_no_other_person() -> None:
    assert spelling_key("أحمد  فاطمة مصطفى عبد الله") == spelling_key("احمد فاطمه مصطفي عبدالله")
    assert spelling_key("СЕМЁНОВ Пётр") == spelling_key("Семенов Петр")
    assert spelling_key("Майя") != spelling_key("Маия")
    diff = compare_lists({"1": person("أحمد النجار")}, {"1": person("احمد النجار")})
    assert (diff.renamed, diff.respelled, diff.reused_keys) == (("1",), ("1",), ())


def test_a_key_given_to_another_person_is_flagged_with_evidence() -> None:
    old = {
        "a": person("Лесной Прохор", "1990-05-07", "M"),
        "b": person("Тучкин Пахом Ильич", "1980"),
        "c": person("Тучкин Пахом Ильич", "1980"),
        "d": person("unknown unknown", "1980"),
        "e": person("Лесной Прохор", "1990-05-07"),
    }
    new = {
        "a": person("Берёзкина Аглая", "1950-01-02", "F"),
        "b": person("Тучкин Савелий Фомич", "1999"),
        "c": person("Тучкин Савелий Фомич", "1980"),
        "d": person("Берёзкин Фома", "1999"),
        "e": person("Lesnoy Prokhor", "1991-01-01"),
    }
    found = {reused.key: [e.code for e in reused.evidence] for reused in compare_lists(old, new).reused_keys}
    assert found == {
        "a": ["no_shared_part", "birth_differs", "sex_differs"],
        "b": ["name_differs", "birth_differs"],
    }


def test_day_and_month_exchanged_is_no_other_birth() -> None:
    old, new = person("Тучкин Пахом Ильич", "1980-03-04"), person("Тучкин Савелий Фомич", "1980-04-03")
    assert compare_lists({"1": old}, {"1": new}).reused_keys == ()


def test_placeholders_are_known_in_their_languages() -> None:
    assert all(map(is_placeholder, ("مجهول مجهول مجهول", "Unknown", "неизвестный")))
    assert not is_placeholder("Unknown Pakhom")
