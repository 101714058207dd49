"""The words that people read for each code. Every code of the closed vocabularies has one; a test holds that."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LABELS: Mapping[str, str | Promise] = {
    # kinds of source
    "official": _("official"), "local_media": _("local media"), "media": _("media"), "relative": _("relatives"),
    "comrade": _("comrades"), "community": _("community"), "school": _("school"), "employer": _("employer"),
    "cemetery": _("cemetery"), "memorial": _("memorial"), "court": _("court"), "registry": _("registry"),
    "leaked_list": _("leaked list"), "other_recorder": _("another recorder's list"), "tip": _("tip"),
    # roles
    "dead": _("dead"), "dead_other": _("dead, outside the scope"), "missing": _("missing"),
    "prisoner": _("prisoner of war"), "living": _("alive"), "kin": _("kin"), "author": _("author"),
    "unclear": _("unclear"),
    # occasions
    "announcement": _("announcement"), "funeral": _("funeral"), "list": _("list"), "award": _("award"),
    "plaque": _("plaque"), "anniversary": _("anniversary"), "reburial": _("reburial"), "article": _("article"),
    # properties
    "role": _("role"),
    "full_name": _("name"), "surname": _("surname"), "given": _("given name"), "patronymic": _("patronymic"),
    "nom_de_guerre": _("call sign"), "sex": _("sex"), "birth": _("born"), "age": _("age"), "death": _("died"),
    "burial": _("buried"), "rank": _("rank"), "rank_class": _("class of rank"), "unit": _("unit"),
    "branch": _("branch"), "category": _("entered service as"), "settlement": _("from"), "region": _("region"),
    "death_place": _("place of death"), "burial_place": _("place of burial"), "awards": _("awards"),
    "status": _("status"), "alive": _("seen alive"), "external_key": _("key in the list"),
    # sexes
    "male": _("male"), "female": _("female"), "m": _("male"), "f": _("female"),
    # classes of rank
    "private": _("privates"), "nco": _("sergeants"), "warrant": _("warrant officers"),
    "junior_officer": _("junior officers"), "senior_officer": _("senior officers"), "general": _("generals"),
    # categories
    "contract": _("contract soldier"), "volunteer": _("volunteer"), "mobilised": _("mobilised"),
    "conscript": _("conscript"), "inmate": _("inmate"), "pmc": _("private military company"),
    "police_guard": _("National Guard or police"),
    # statuses
    "confirmed": _("confirmed by name"), "probable": _("probable"), "reported": _("reported"),
    "court_declared": _("declared dead by a court"), "withdrawn": _("withdrawn"), "found_alive": _("found alive"),
    "out_of_scope": _("outside the scope"), "merged": _("joined to another person"), "gone": _("no longer accepted"),
    # verdicts and reviews
    "same": _("same person"), "different": _("different people"), "unsure": _("unsure"), "open": _("waits"),
    "accepted": _("accepted"), "not_a_death": _("not a death"), "skipped": _("left for later"),
    # events
    "tally.created": _("tally begun"), "rules.adopted": _("rules adopted"),
    "policy.adopted": _("publication policy adopted"), "source.registered": _("source registered"),
    "mapping.confirmed": _("columns of a list confirmed"), "import.recorded": _("import"),
    "extraction.recorded": _("texts read"), "batch.accepted": _("list accepted as a batch"),
    "mention.reviewed": _("mention judged"), "pair.judged": _("pair judged"),
    "linkage.recorded": _("candidates linked"), "judgement.revoked": _("judgement taken back"),
    "claim.corrected": _("value corrected"), "claim.retracted": _("value retracted"),
    "incident.recorded": _("incident recorded"), "incident.attributed": _("person attributed to an incident"),
    "toll.recorded": _("stated toll recorded"), "toll.proposed": _("numbers read in a text"),
    "toll.reviewed": _("number judged"), "quarantine.corrected": _("row corrected"),
    "release.published": _("release published"), "payload.erased": _("private value erased"),
    # counts of an import
    "reports": _("reports"), "captures": _("captures"), "mentions": _("mentions"), "quarantined": _("not readable"),
    "changed": _("changed"), "removed": _("no longer listed"), "unchanged": _("unchanged"), "added": _("new"),
    "title": _("rows of a title"), "header": _("rows of a header"), "repeated": _("repeated rows"),
    "total": _("rows of totals"), "blank": _("blank rows"),
    # other causes of death
    "other_war": _("another war"), "illness": _("an illness"), "accident": _("an accident"), "crime": _("a crime"),
    "training": _("training"), "civilian": _("a civilian"), "conviction": _("a conviction"),
    "reused": _("key reused for another person"), "returned": _("listed again"),
}  # fmt: skip

SENTENCES: Mapping[str, str | Promise] = {
    "confirmed.one": _(
        "Counted because one source that can prove it ({kind}, source {source}) "
        "names this person as killed."
    ),
    "confirmed.many": _(
        "Counted because {groups} independent sources name this person as killed, "
        "the first of them source {source} ({kind})."
    ),
    "probable.one": _(
        "Not counted yet: one source ({kind}, source {source}) names this person as killed, and the rule asks for more."
    ),
    "probable.many": _("Not counted yet: {groups} sources name this person, and the rule asks for more."),
    "reported.one": _("Not counted: what is known so far does not prove a death."),
    "reported.many": _("Not counted: what is known so far does not prove a death."),
    "missing.one": _("Reported missing by source {source} ({kind})."),
    "missing.many": _("Reported missing by {groups} independent sources."),
    "prisoner.one": _("Reported as a prisoner of war by source {source} ({kind})."),
    "prisoner.many": _("Reported as a prisoner of war by {groups} independent sources."),
    "court_declared.one": _("A court declared this person dead (source {source})."),
    "court_declared.many": _("A court declared this person dead; {groups} independent sources say so."),
    "withdrawn.one": _("Withdrawn: the source that named this person (source {source}) no longer does."),
    "withdrawn.many": _("Withdrawn: the sources that named this person no longer do."),
    "found_alive.one": _("Not counted: source {source} ({kind}) reports this person alive."),
    "found_alive.many": _("Not counted: {groups} independent sources report this person alive."),
    "out_of_scope.one": _("Not counted: outside the scope of this tally (source {source})."),
    "out_of_scope.many": _("Not counted: outside the scope of this tally."),
}  # fmt: skip
TOLD: Mapping[str, str | Promise] = {
    "said": _("said of the person: «{0}»"),
    "kin_of": _("relatives are named as the person's"),
    "title": _("beside the name: «{0}»"),
    "life_dates": _("dates of birth and death stand by the name, until {0}"),
    "death_date": _("a date of death or burial is told: {0}"),
    "past_age": _("the age is told in the past tense: {0}"),
    "old_age": _("old for a soldier: {0}"),
    "child": _("too young for a soldier: {0}"),
    "acts_now": _("does something in the present tense"),
    "acts_then": _("did something where a death is told"),
    "widow": _("a widow of the same surname is named"),
    "no_verb": _("a sentence without a verb goes on with the dead"),
    "item": _("stands in a list of the dead"),
    "old_death": _("died in {0}, before the war"),
    "old_text": _("told on {0}, before the war"),
    "topic": _("the text speaks of something else: {0}"),
    "cause": _("{1}: «{0}»"),
    "no_service": _("nothing tells of service in the war"),
    "no_surname": _("the text gives no surname"),
    "second_only": _("only the second reader names this person"),
    "quoted": _("the second reader quotes «{0}»"),
    "planted.no_such_day": _("Perhaps planted: no calendar has the day «{0}»."),
    "planted.life": _("Perhaps planted: born in {0}, died in {1}."),
    "planted.template": _("Perhaps planted: one and the same sentence stands under several names ({0})."),
    "tagger.unseen": _("The neural tagger reads a name where the rules see none: «{0}»."),
    "second.unanswered": _("There is no second reading: {0}."),
}  # fmt: skip
# Why a row or cell was not read; its column and value are shown beside.
REFUSED: Mapping[str, str | Promise] = {
    "too_many_cells": _("The row has more cells than the header."),
    "nobody": _("The row names nobody."),
    "key_again": _("The row has the key of an earlier row, with other values."),
    "formula": _("A formula without a value. Write the value itself."),
    "formula_error": _("The error of a formula. Write the value itself."),
    "unknown_word": _("No known word for this column. Add it to the vocabulary."),
    "not_a_name": _("A name without a letter. Is the column mapped right?"),
    "no_name": _("The name is left open."),
    "not_an_age": _("No age in whole years from 0 to 125."),
    "short_year": _("The year has two digits. Write all four."),
    "not_a_date": _("No date. Write it as YYYY-MM-DD or dd.mm.yyyy."),
    "no_such_day": _("No calendar has this day."),
    "month_first": _("The month stands first. Dates of this list are read day first."),
    "serial": _("Perhaps the day number of a workbook. Set the epoch 1900 or 1904, or write the date."),
    "too_long": _("The line is too long to be a post."),
    "wrong_type": _("The field is missing, or is not of the kind expected."),
    "no_text": _("The post has no text."),
    "not_utf8": _("The line is not in UTF-8."),
    "not_json": _("The line is no readable JSON."),
}  # fmt: skip
UNDATED = pgettext_lazy("after the sentence on why a person is counted", "The date of death is not known.")
