"""Polarity, realis and tense of triggers, on sentences of our own."""

from __future__ import annotations

import pytest

from annotate.suggesters.frame_attributes import attributes_of

NEGATIVE = (
    "The army did not [attack] the harbour.",
    "Rebels never [attacked] the convoy.",
    "There was no [attack] on the bridge.",
    "They haven't [withdrawn] from the hills.",
    "The talks ended without an [agreement].",
    "Nobody was hurt and the minister didn’t [resign].",
    "The town was not [shelled] again.",
    "The guards refused to [surrender].",
    "The president declined to [meet] the envoy.",
    "The union failed to [agree] with the owners.",
    "The court prevented the [sale].",
    "Neither side [fired].",
    "The visit has been cancelled, so there is no [meeting].",
    "The deal was hardly [discussed].",
    "He denied [bribing] the clerk.",
)
NOT_NEGATIVE = (
    "The army [attacked] the harbour.",
    "The minister said it was not raining when troops [attacked].",
    "The rebels not only [attacked] the port but burned it.",
    "It is not clear who [attacked] the village.",
    "The minister who had not come [resigned].",
    "The strike [killed] a guard.",
    "They did nothing while the mob [burned] the store.",
    "He has no doubt; the ships [left] on Monday.",
)
PLANNED = (
    "Ships will [leave] on Friday.",
    "The parties plan to [meet] in Geneva.",
    "The government intends to [withdraw] its troops.",
    "The minister vowed to [punish] the guilty.",
    "Officials are considering an armed [attack].",
    "The two are expected to [sign] the deal.",
    "The planned [strike] worries the owners.",
    "Unions are preparing to [march].",
    "The court is scheduled to [rule] in May.",
    "They are going to [vote] on Tuesday.",
    "The envoy promised to [return].",
    "Parliament will soon [debate] the law.",
)
DEMANDED = (
    "The mayor demanded that the army [withdraw].",
    "She urged the rebels to [surrender].",
    "The court ordered the firm to [pay].",
    "Both must [stop] the fighting.",
    "The bishop called for a [ceasefire].",
    "The union asked the owners to [negotiate].",
    "The council should [vote] again.",
    "The lawyer requested the [release] of the files.",
)
HYPOTHETICAL = (
    "If troops [attack], the bridge will fall.",
    "The group could [attack] again.",
    "Rain might [delay] the vote.",
    "The firm may [sell] the yard.",
    "In case of an [invasion] the bridge is blown up.",
    "A possible [strike] worries the owners.",
    "Any [attack] on the port means war.",
    "A new law would [ban] the march.",
)
ATTEMPTED = (
    "The gang tried to [rob] a bank.",
    "The attempted [coup] lasted a day.",
    "Two men attempted to [kidnap] the judge.",
    "The fleet sought to [blockade] the strait.",
    "She tried again to [flee].",
)
REPORTED = (
    "The mayor said that rebels [burned] the mill.",
    "According to the police, two men [robbed] the bank.",
    "Rebels allegedly [shot] the driver.",
    "Two men [robbed] the bank, officials said.",
    "The alleged [attack] was on Monday.",
    "The ministry claimed that guards [beat] the prisoners.",
    "A witness told the court that the guard [fired].",
)
ACTUAL = (
    "The army [attacked] the harbour.",
    "Two guards [died] on Monday.",
    "The president [met] the envoy in Oslo.",
    "The plan to fight [corruption] was signed.",
    "The mayor [said] that it rained.",
    "Voters [elected] a new council.",
    "The court [jailed] the banker.",
    "A bomb [destroyed] the mill.",
)
TENSES = (
    ("The army [attacked] the harbour.", "past"),
    ("The two [met] in Oslo.", "past"),
    ("Three were [killed].", "past"),
    ("The bank has [paid] the fine.", "past"),
    ("The firm is [selling] the yard.", "present"),
    ("Ships will [leave] on Friday.", "future"),
    ("The council shall [vote].", "future"),
    ("Workers are [marching].", "present"),
    ("The [attack] on the port", ""),
    ("an [armed] raid", ""),
)


def said(marked: str) -> dict[str, str]:
    start = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    found = attributes_of(text, start, marked.index("]") - 1, sentence=(0, len(text)))
    assert all(0 < score < 1 for _, _, score in found)
    return {name: value for name, value, _ in found}


GROUPS = {
    "planned": PLANNED,
    "demanded": DEMANDED,
    "hypothetical": HYPOTHETICAL,
    "attempted": ATTEMPTED,
    "reported": REPORTED,
    "": ACTUAL,
}


@pytest.mark.parametrize("marked", NEGATIVE)
def test_what_did_not_happen(marked: str) -> None:
    assert said(marked).get("polarity") == "negative"


@pytest.mark.parametrize("marked", NOT_NEGATIVE)
def test_what_happened(marked: str) -> None:
    assert "polarity" not in said(marked)


@pytest.mark.parametrize(
    ("marked", "value"), [(each, value) for value, group in GROUPS.items() for each in group]
)
def test_how_real_it_is(marked: str, value: str) -> None:
    assert said(marked).get("realis", "") == value


@pytest.mark.parametrize(("marked", "value"), TENSES)
def test_when_it_is(marked: str, value: str) -> None:
    assert said(marked).get("tense", "") == value


def test_only_the_sentence_counts() -> None:
    text = "It did not rain. Troops attacked."
    start = text.index("attacked")
    found = attributes_of(text, start, start + 8, sentence=(17, len(text)))
    assert found == (("tense", "past", 0.8),)
