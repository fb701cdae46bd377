/*
 * Choosing and moving people on the ecomap by mouse, touch and keyboard. The forms beside the map do the same without this file:
 * here a name is chosen in the form "Iemand verplaatsen", and the form says what would be saved.
 *
 * - dragging a name to another circle chooses that circle and sends the form;
 * - Plus and Min on a name choose the next circle outwards or inwards;
 * - Enter follows the link to the tie, as links do.
 */
(() => {
  "use strict";

  const map = document.querySelector("svg[data-ecomap]");
  const form = document.querySelector("form[data-ecomap-move]");
  if (!map || !form) {
    return;
  }
  const { tie, to } = form.elements;
  const room = map.parentElement;
  room.scrollLeft = (room.scrollWidth - room.clientWidth) / 2; // on a narrow screen the household stands in sight
  const help = form.querySelector("[data-ecomap-help]");
  const START = 12;
  help.hidden = false;

  const circles = [...map.querySelectorAll(".ecomap__circle")]
    .map((ellipse) => ({
      cx: ellipse.cx.baseVal.value,
      cy: ellipse.cy.baseVal.value,
      rx: ellipse.rx.baseVal.value,
      ry: ellipse.ry.baseVal.value,
    }))
    .reverse();

  const option = (key) => [...tie.options].find((each) => each.value.startsWith(`${key}:`));

  const choose = (person) => {
    const found = option(person.dataset.tie);
    if (!found) {
      return false;
    }
    if (!person.classList.contains("is-chosen") || tie.value !== found.value) {
      map.querySelectorAll(".is-chosen").forEach((each) => each.classList.remove("is-chosen"));
      person.classList.add("is-chosen");
      tie.value = found.value; // the first of the list stands chosen already, with a circle that is not theirs
      to.value = person.dataset.circle;
    }
    return true;
  };

  const say = (person) => {
    help.textContent = help.dataset.moved
      .replace("{name}", person.querySelector(".ecomap__who").textContent)
      .replace("{circle}", to.selectedOptions[0].textContent);
  };

  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(map.getScreenCTM().inverse());
  };

  /** The circle whose ellipse is nearest to a point, as a share of its size. */
  const nearest = (point) => {
    const far = circles.map((each) =>
      Math.abs(Math.hypot((point.x - each.cx) / each.rx, (point.y - each.cy) / each.ry) - 1)
    );
    return far.indexOf(Math.min(...far));
  };

  map.querySelectorAll("a[data-tie]").forEach((person) => {
    let begun = null;
    let moved = false;

    person.addEventListener("focus", () => choose(person));
    person.addEventListener("dragstart", (event) => event.preventDefault());

    person.addEventListener("keydown", (event) => {
      const step = { "+": 1, "=": 1, "-": -1 }[event.key];
      if (!step || !choose(person)) {
        return;
      }
      event.preventDefault();
      to.selectedIndex = Math.min(Math.max(to.selectedIndex + step, 0), to.options.length - 1);
      say(person);
    });

    person.addEventListener("pointerdown", (event) => {
      begun = at(event);
      moved = false;
      person.setPointerCapture(event.pointerId);
    });

    person.addEventListener("pointermove", (event) => {
      if (!begun) {
        return;
      }
      const now = at(event);
      moved = moved || Math.hypot(now.x - begun.x, now.y - begun.y) > START;
      if (moved) {
        person.setAttribute("transform", `translate(${now.x - begun.x} ${now.y - begun.y})`);
      }
    });

    const end = (event) => {
      const dropped = begun && moved && event.type === "pointerup";
      begun = null;
      person.removeAttribute("transform");
      if (!dropped || !choose(person)) {
        return;
      }
      to.selectedIndex = nearest(at(event));
      if (to.value !== person.dataset.circle) {
        form.requestSubmit();
      }
    };
    person.addEventListener("pointerup", end);
    person.addEventListener("pointercancel", end);

    person.addEventListener("click", (event) => {
      if (moved) {
        event.preventDefault();
        moved = false;
      }
    });
  });
})();
