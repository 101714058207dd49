"""What analysts, editors, readers and strangers can do at the desk, through its pages."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Any

import deskfill
import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from everyname.register.models import Attribution, Batch, Judgement, Mention, Person, StatedToll, TollProposal
from everyname.workflow import accounts

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> None:
    """Counters of attempts begin anew; passwords are hashed fast."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def uids() -> list[str]:
    return deskfill.fill()


def signed_in(role: str) -> Client:
    accounts.add(f"{role}-1", role, password=PASSWORD)
    client = Client(headers={"accept-language": "en"})
    page = client.post("/accounts/login/", {"login": f"{role}-1", "password": PASSWORD, "next": "/"})
    assert page.status_code == 302
    return client


def act(client: Client, uid: str, action: str, reason: str = "", seen: str | None = None) -> str:
    """Decide through the form, as the page gives it; the text of the page that follows."""
    page = client.get(f"/mention/{uid}/")
    form = {"action": action, "reason": reason, "seen": page.context["seen"] if seen is None else seen}
    return client.post(f"/mention/{uid}/decide/", form, follow=True).content.decode()


def test_strangers_are_sent_to_the_sign_in_page_whatever_they_ask(uids: list[str]) -> None:
    for address in [*deskfill.pages(), f"/mention/{uids[1]}/decide/", "/imports/5/accept/", "/revoke/9/", "/none/"]:
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/accounts/login/?next=")


def test_a_reader_reads_everything_and_judges_nothing(uids: list[str]) -> None:
    client = signed_in("reader")
    assert all(client.get(address).status_code == 200 for address in deskfill.pages() if "password" not in address)
    assert b'name="action"' not in client.get(f"/mention/{uids[2]}/").content
    proposal = TollProposal.objects.first()
    assert proposal
    for address in (f"/mention/{uids[2]}/decide/", "/revoke/9/", f"/tolls/proposal/{proposal.uid}/", "/claim/x.1.1/",
                    "/imports/5/accept/"):  # fmt: skip
        answer = client.post(address, {"action": "accept", "accept": "1", "reason": "r"})
        assert answer.status_code == 403
        assert "editors" in answer.content.decode()
    assert Person.objects.count() == 1


def test_accepting_makes_a_person_and_brings_the_next_mention(uids: list[str]) -> None:
    text = act(signed_in("analyst"), uids[2], "accept")
    assert "Accepted as a new person." in text
    assert "2 mentions wait" in text
    assert Person.objects.get(founder=uids[2]).status == "probable"


def test_same_person_joins_and_taking_it_back_restores_both(uids: list[str]) -> None:
    client = signed_in("analyst")
    person = Person.objects.get()
    act(client, uids[1], f"same:{person.public_id}")
    assert set(Person.objects.get(active=True).mentions.values_list("uid", flat=True)) == set(uids[:2])
    page = client.get(f"/person/{person.public_id}/").content.decode()
    assert "same person" in page
    assert "analyst-1" in page
    judgement = Judgement.objects.get()
    client.post(f"/revoke/{judgement.seq}/", {"reason": "two cousins", "back": "//elsewhere.example/"})
    assert Person.objects.filter(active=True).count() == 2
    assert Person.objects.get(public_id=person.public_id).active


def test_different_needs_a_reason_and_is_kept(uids: list[str]) -> None:
    client = signed_in("analyst")
    assert "needs a reason" in act(client, uids[1], f"different:{uids[0]}")
    assert "two different people" in act(client, uids[1], f"different:{uids[0]}", "other fathers")
    assert Judgement.objects.get().verdict == "different"


def test_not_a_death_and_skip_leave_the_queue(uids: list[str]) -> None:
    client = signed_in("analyst")
    assert "needs a reason" in act(client, uids[2], "not_a_death")
    act(client, uids[2], "not_a_death", "another war")
    act(client, uids[3], "skip")
    states = Mention.objects.in_bulk(uids)
    assert [states[u].review for u in uids[2:]] == ["not_a_death", "skipped"]
    act(client, uids[3], "reopen")
    assert Mention.objects.get(uid=uids[3]).review == "open"


def test_a_decision_on_what_changed_in_between_is_refused(uids: list[str]) -> None:
    client = signed_in("analyst")
    act(client, uids[2], "skip")
    text = act(client, uids[2], "accept", seen="")
    assert "Somebody judged this in the meantime" in text
    assert Mention.objects.get(uid=uids[2]).review == "skipped"


def test_the_queue_begins_with_those_read_as_dead(uids: list[str]) -> None:
    """The oldest report names somebody of whom it says nothing; he is asked about last."""
    from everyname.desk.waiting import waiting

    oldest = waiting().first()
    assert oldest
    Mention.objects.filter(uid=oldest.uid).update(role="unclear")
    rest = [mention.uid for mention in waiting()]
    assert rest[-1] == oldest.uid
    assert len(rest) == 3


def test_an_empty_queue_says_so(uids: list[str]) -> None:
    client = signed_in("analyst")
    for uid in uids[1:]:
        act(client, uid, "skip")
    assert "Nothing waits" in client.get("/").content.decode()


def test_a_claim_is_corrected_with_a_reason(uids: list[str]) -> None:
    client = signed_in("analyst")
    claim = Mention.objects.get(uid=uids[0]).claims.get(property="birth")
    form = {"value": "1992-03-14", "reason": "the plaque says so"}
    page = client.post(f"/claim/{claim.uid}/", form, follow=True)
    assert "The correction is recorded" in page.content.decode()
    assert Person.objects.get().facts["birth"]["value"] == "1992-03-14"


def test_an_editor_accepts_a_list_and_takes_it_back(uids: list[str]) -> None:
    batch = Batch.objects.get(file_name="list-1.csv").seq
    assert signed_in("analyst").post(f"/imports/{batch}/accept/", {"reason": "r"}).status_code == 403
    client = signed_in("editor")
    assert "needs a reason" in client.post(f"/imports/{batch}/accept/", follow=True).content.decode()
    page = client.post(f"/imports/{batch}/accept/", {"reason": "two of us read it"}, follow=True).content.decode()
    assert "1 mention was accepted as a batch" in page
    event = Mention.objects.get(uid=uids[1]).in_batch
    client.post(f"/revoke/{event}/", {"reason": "wrong list", "back": f"/imports/{batch}/"})
    assert Mention.objects.get(uid=uids[1]).review == "open"


def test_numbers_of_others_stand_in_words_and_proposals_are_decided(uids: list[str]) -> None:
    client = signed_in("analyst")
    page = client.get("/tolls/").content.decode()
    assert "not comparable because it counts something other than the killed" in page
    assert "89 stated, 1 named, 88 not yet named" in client.get("/incident/1/").content.decode()
    first, second = TollProposal.objects.order_by("uid")
    client.post(f"/tolls/proposal/{first.uid}/", {"accept": "1"})
    client.post(f"/tolls/proposal/{second.uid}/", {"dismiss": "1"})
    assert TollProposal.objects.get(uid=second.uid).review == "open"
    client.post(f"/tolls/proposal/{second.uid}/", {"dismiss": "1", "reason": "said of another place"})
    assert StatedToll.objects.count() == 4
    assert not TollProposal.objects.filter(review="open").exists()


@pytest.mark.parametrize("lang", ["ru", "en", "uk"])
def test_pages_speak_the_language_that_was_chosen(uids: list[str], lang: str) -> None:
    client = signed_in("analyst")
    client.post("/language/", {"language": lang, "next": "/"})
    for address in deskfill.pages():
        assert f'<html lang="{lang}">' in client.get(address).content.decode()
    queue = {"ru": "Очередь", "en": "Queue", "uk": "Черга"}[lang]
    assert queue in client.get("/").content.decode()


def test_a_missing_page_says_so_and_guessing_passwords_ends(uids: list[str]) -> None:
    client = signed_in("analyst")
    missing = client.get("/person/P0000000000/")
    assert missing.status_code == 404
    assert "There is no such page" in missing.content.decode()
    guesser = Client(headers={"accept-language": "en"})
    answers = [
        guesser.post("/accounts/login/", {"login": "analyst-1", "password": f"guess {n} of many"}) for n in range(7)
    ]
    assert 429 in [a.status_code for a in answers]
    guesser.post("/accounts/login/", {"login": "analyst-1", "password": PASSWORD})
    assert guesser.get("/").status_code == 302


def test_pages_need_few_queries(uids: list[str], django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in("analyst")
    for number in range(12):
        deskfill.bring(1, f"more-{number}", f"Осокин Пётр {number}")
    for address in deskfill.pages():
        with django_assert_max_num_queries(26):
            client.get(address)


def test_nothing_inline_and_nothing_from_elsewhere(uids: list[str]) -> None:
    client = signed_in("analyst")
    for address in deskfill.pages():
        answer = client.get(address)
        text = answer.content.decode()
        assert "style=" not in text
        assert "onclick" not in text
        assert text.count("<script") == text.count("<script src=")
        assert 'src="http' not in text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_person_is_attributed_to_an_incident_and_taken_out_of_it_again(uids: list[str]) -> None:
    client = signed_in("analyst")
    person = Person.objects.get()
    first = Attribution.objects.get()
    client.post(f"/revoke/{first.seq}/", {"reason": "another day", "back": "/"})
    address = f"/person/{person.public_id}/attribute/"
    assert "There is no incident 7." in said(client.post(address, {"incident": "7", "sureness": "75", "reason": "r"}))
    assert "and a reason" in said(client.post(address, {"incident": "1", "sureness": "75", "reason": " "}))
    assert "Attributed" in said(client.post(address, {"incident": "1", "sureness": "75", "reason": "his unit"}))
    assert Attribution.objects.get(revoked=None).permille == 750
    page = client.get("/incident/1/").content.decode()
    assert person.name in page
    assert "his unit" in page


def said(answer: Any) -> str:
    """What the page says after a form was sent."""
    return answer.client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(("language", "words"), [("ru", "укажите причину"), ("uk", "вкажіть причину")])
def test_a_refusal_is_told_in_the_analysts_language(uids: list[str], language: str, words: str) -> None:
    client = signed_in("analyst")
    client.cookies["django_language"] = language
    claim = Mention.objects.get(uid=uids[0]).claims.get(property="birth")
    assert words in client.post(f"/claim/{claim.uid}/", {"value": "1992"}, follow=True).content.decode()


def test_a_second_factor_is_asked_for_once_it_is_set_up(uids: list[str]) -> None:
    client = signed_in("analyst")
    again = client.get("/accounts/2fa/totp/activate/").headers["Location"]
    assert again.startswith("/accounts/reauthenticate/")
    page = client.post(again, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    client.post("/accounts/logout/")
    cache.clear()  # a code counts once; the test does not wait for the next one
    step = client.post("/accounts/login/", {"login": "analyst-1", "password": PASSWORD, "next": "/"})
    assert "/2fa/authenticate/" in step.headers["Location"]
    assert client.get("/persons/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.get("/persons/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/persons/").status_code == 200


def code_of(secret: str) -> str:
    """The code that an authenticator shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"
