"""Numbers, shares and dates as readers of Spanish in the United States write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from everychild.look.wording import wording


def test_thousands_are_set_apart_by_commas_in_both_languages() -> None:
    assert [wording(language).number(448820) for language in ("en", "es")] == ["448,820", "448,820"]


def test_four_digits_are_set_apart_too() -> None:
    assert wording("es").number(4312) == "4,312"


def test_less_than_nothing_has_a_true_minus() -> None:
    assert wording("es").number(-1204) == "−1,204"


def test_a_share_has_a_point_and_no_space() -> None:
    assert wording("es").percent(0.6523) == "65.2%"
    assert wording("es").percent(0.6523, decimals=0) == "65%"


def test_a_day_names_its_month_and_never_breaks() -> None:
    assert wording("es").day(date(2023, 9, 30)) == "30\u00a0sept\u00a02023"
    assert wording("es").day(date(2025, 1, 31)) == "31\u00a0ene\u00a02025"
    assert wording("en").day(date(2025, 1, 31)) == "31\u00a0Jan\u00a02025"


def test_an_instant_is_in_utc_and_the_end_of_a_day_is_that_day() -> None:
    assert wording("es").instant(datetime(2025, 1, 31, 14, 5, tzinfo=UTC)) == "31\u00a0ene\u00a02025, 14:05\u00a0UTC"
    assert wording("es").instant(datetime(2025, 1, 31, 23, 59, 59, tzinfo=UTC)) == "31\u00a0ene\u00a02025"


def test_one_and_many_are_told_apart() -> None:
    one, many = "The account of %(number)s child", "The account of %(number)s children"
    assert wording("es").ngettext(one, many, 1) == "Rendición de cuentas sobre 1 menor"
    assert wording("es").ngettext(one, many, 1200) == "Rendición de cuentas sobre 1,200 menores"
    assert wording("en").ngettext(one, many, 1200) == "The account of 1,200 children"
