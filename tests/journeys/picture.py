"""Makes the picture of the dossier page that the README shows: ``python -m tests.journeys.picture``."""

from playwright.sync_api import sync_playwright

from tests.database import Cluster
from tests.journeys.pages import AppointmentForm, Dossier
from tests.journeys.serving import filled_town, served_town
from tests.journeys.visitor import Visitor
from tests.places import ROOT
from tools import chromium

TARGET = ROOT / "docs" / "images" / "dossier.png"
WIDTH, HEIGHT = 1280, 1352


def main() -> None:
    """The household of the debt story, with a next appointment whatever the hour is."""
    cluster = Cluster()
    cluster.start()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with filled_town(cluster) as filled, served_town(cluster, filled) as town, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.ensure(), args=["--no-sandbox"])
        noor = Visitor(browser, town, size=(WIDTH, HEIGHT)).signs_in_as("Noor Hoekstra")
        Dossier(noor, "debt")
        noor.follows("Afspraak maken")
        AppointmentForm(noor).asked("er komt iemand mee").names("Mina").saves()
        Dossier(noor, "debt")
        noor.page.screenshot(path=TARGET, clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})
        noor.leaves()
        browser.close()


if __name__ == "__main__":
    main()
