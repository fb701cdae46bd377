"""*Wie leest dit?* says beside a form what the policy will do with what is saved: by name, part by part, masked where it is."""

import html
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.integration.forms.sheet import form_of
from tests.world import World

ClientOf = Callable[[str], FlaskClient]


def card(client: FlaskClient, path: str) -> str:
    """The words of the card, one line for each reader."""
    page = client.get(path).text
    found = page[page.index('id="readers"') :]
    found = re.sub(r"</li>|</p>|</h3>", "\n", found[: found.index("</section>")])
    return "\n".join(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in found.split("\n"))


def test_of_care_partners_see_only_that_there_is_help(client_of: ClientOf, world: World) -> None:
    said = card(client_of("noor"), f"/dossiers/{world.dossier}/interventions/new?strand=care")
    assert "Organisatie area_team Noor, casusregisseur; Omar, generalist\n" in said
    assert "Organisatie police Community officer, wijkagent: ziet alleen dat er hulp loopt" in said
    assert "Organisatie mental_health Mental health worker, ggz-begeleider\n" in said
    assert "coördinator: ziet dat er iets verandert, niet wat" in said
    assert re.search(r"Ziet hier niets van: .*Organisatie municipality", said)


def test_until_a_strand_is_chosen_it_says_so_of_each(client_of: ClientOf, world: World) -> None:
    said = card(client_of("noor"), f"/dossiers/{world.dossier}/interventions/new")
    assert "\nZorg\n" in said
    assert "\nActivering\n" in said


def test_the_product_counts_too(client_of: ClientOf, world: World) -> None:
    """Debt help sees the outline of an eviction, and nothing of other enforcement."""
    officer, name = client_of("housing_officer"), "Debt counsellor, schuldhulpverlener"
    path = f"/dossiers/{world.dossier}/interventions/new?strand=enforcement"
    eviction = re.findall(r'<option value="(\d+)"[^>]*>Huisuitzetting aangezegd', officer.get(path).text)[0]
    other = world.products["enforcement"]
    assert f"{name}: ziet soort, wie, wanneer en de stand, niet waarom" in card(
        officer, f"{path}&product_id={eviction}"
    )
    said = card(officer, f"{path}&product_id={other}")
    assert name not in said
    assert re.search(r"Ziet hier niets van: .*Organisatie debt_help", said)


def test_what_one_makes_of_it_stays_in_the_own_organisation(client_of: ClientOf, world: World) -> None:
    said = card(client_of("noor"), f"/dossiers/{world.dossier}/notes/new")
    facts, own = said.split("Wat u ervan maakt")
    assert "Resident" in facts
    assert "Resident" not in own.split("Ziet hier niets van")[0]
    assert "Noor, casusregisseur" in own


def test_a_protected_address_is_masked_here_too(client_of: ClientOf, world: World) -> None:
    path, client = f"/dossiers/{world.dossier}/address", client_of("noor")
    seeing = "Organisatie police Community officer, wijkagent\n"
    assert seeing in card(client, path)
    sheet = form_of(client.get(path).text, path)
    assert client.post(path, data={**sheet.data(), "protected": ["y"]}).status_code == 303
    assert seeing not in card(client, path)


@pytest.mark.parametrize("path", ["people/new", "appointments/new", "phase", "plan/new"])
def test_it_is_there_in_english(client_of: ClientOf, world: World, path: str) -> None:
    client = client_of("noor")
    client.post("/language", data={"language": "en", "next": "/"})
    page = client.get(f"/dossiers/{world.dossier}/{path}").text
    assert "Who will read this?" in page or "Who reads this?" in page
    found = page[page.index('id="readers"') :]
    assert "ziet " not in found[: found.index("</section>")]
