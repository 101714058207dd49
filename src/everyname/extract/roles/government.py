"""What each cue governs: the cases its name stands in, which follow their word, and which tell a death."""

from __future__ import annotations

from everyname.extract.roles.cues import BEHIND_DEATH

NEED = {
    "bereaved": "ga",
    "died": "n",
    "passed": "n",
    "condolence": "d",
    "loss": "g",
    "body": "g",
    "interred": "n",
    "buried": "ga",
    "farewell": "i",
    "mourned": "dgl",
    "rites": "dgl",
    "honours": "d",
    "requiem": "dgl",
    "said": "n",
    "alive": "n",
}
NEED |= {"plaque": "dg", "missing": "nga", "captive": "nga", "posthumous": "nda", "award_living": "nda"}
AFTER = frozenset(
    ("bereaved", "loss", "body", "farewell", "buried", "mourned", "rites", "honours", "requiem")
)  # the argument follows the word
OF_DEATH = BEHIND_DEATH | {"died", "passed", "killed", "bereaved"}
