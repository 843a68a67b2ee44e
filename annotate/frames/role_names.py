"""Which general role a role of some schema is, by its name."""

from __future__ import annotations

from functools import cache
from typing import Final

from annotate.frames.suggested import (
    AGENT,
    GOAL,
    INSTRUMENT,
    PATIENT,
    PLACE,
    RECIPIENT,
    TIME,
    TOPIC,
)

FRAMENET_NAMES: Final[dict[str, str]] = {
    AGENT: "Agent Speaker Cognizer Cause Supplier Helper Buyer Seller Self_mover Traveler"
    " Traveller Producer Creator Sender Assailant Terrorist Offerer Perceiver_agentive"
    " Communicator Killer Destroyer Teacher Partners Signatory Participants Interlocutors Tester"
    " Avenger Researcher Carrier Author Inspector Protagonist Arguer Arguers Ratifier Authorities"
    " Perpetrator Supporter Selector Wearer Conqueror Defender Donor Employer Manipulator"
    " Exchanger_1 Exchangers Responding_entity Side_1 Sides Ingestor Actor Earner Hindrance"
    " Individuals Controlling_variable Member New_member Experiencer",
    PATIENT: "Theme Message Entity Created_entity Product Event Goods Effect Phenomenon Victim"
    " Patient Project Process Content Agreement Figures Activity Act Action Information"
    " Unconfirmed_content Employee Evaluee Undesirable_event Deceased Affected Item Undertaking"
    " Suspect Clothing Contents Decision Proposal Problem Dependent_variable Text Crime Supported"
    " Social_event Old_leader New_leader Object Task Components Chosen Parts Part_1 Part_2"
    " Ingestibles Themes Theme_1 Theme_2 Tested_property Response State Body_part Situation"
    " Behavior Side_2 Proposed_action Earnings Specified_entity Group",
    RECIPIENT: "Recipient Addressee Benefited_party Student Beneficiary",
    INSTRUMENT: "Instrument Weapon Means Medium Vehicle Medication",
    TOPIC: "Topic Issue Field Subject Trigger Charges Offense",
    GOAL: "Goal Goal_area Direction",
    PLACE: "Place Location Venue Area Useful_location Place_of_employment Factory",
    TIME: "Time",
}
"""Names of FrameNet's frame elements by general role; others have none."""

_OTHER_NAMES: Final[dict[str, str]] = {
    AGENT: "Attacker Source Src Entity Participant Actor Subject_actor Giver Adjudicator"
    " Prosecutor Plaintiff Arresting_agent Initiator Organizer Demonstrator Protester Accuser"
    " Aggressor Arg0 A0",
    PATIENT: "Target Tar Victim Person Defendant Artifact Object Casualty Injured_person Accused"
    " Arrested Detainee Recipient_of_action Arg1 A1 Undergoer",
    RECIPIENT: "Receiver Audience Counterpart Hearer To Giftee",
    INSTRUMENT: "Tool Weapons Mode_of_attack",
    TOPIC: "About Sentence Content_topic Demand Reason Charge Claim",
    GOAL: "Destination Dest Target_place To_place",
    PLACE: "Loc Where City Country Site",
    TIME: "Time_within Date When Day Time_at",
}


@cache
def _general() -> dict[str, str]:
    found: dict[str, str] = {}
    # FrameNet's entity is what changes; with others it is who meets, votes or demonstrates.
    for table in (FRAMENET_NAMES, _OTHER_NAMES):
        for role, names in table.items():
            found |= {_plain(name): role for name in names.split()}
    return found


def _plain(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")


def general_role(name: str) -> str:
    """The general role that a role of this name is; "" where the name says nothing."""
    plain = _plain(name)
    return _general().get(plain) or _general().get(plain.rstrip("s0123456789"), "")
