/*
 * What makes the pages kinder. Every page works without this file.
 *
 * - a second click on "save" does nothing while the first is on its way;
 * - long texts are kept in this tab until they are saved, for the person who wrote them only;
 * - leaving with unsaved text asks first;
 * - words that may be a diagnosis or a suspicion get a hint while typing, never a block;
 * - a file that is too large is pointed out before it is sent, so that nothing that was typed is lost;
 * - "/" goes to the search field and "?" opens the list of keys, unless the person switched shortcuts off.
 *
 * The words come from data attributes on <template id="schakel-words">, so that they are translated.
 */
(() => {
  "use strict";

  const PREFIX = "schakel:";
  const KEEP_FOR = 12 * 60 * 60 * 1000;
  const WAIT_AT_MOST = 15 * 1000;

  const page = document.body.dataset;
  const words = document.getElementById("schakel-words")?.dataset ?? {};
  const owner = page.owner ?? "";

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  /* ---- storage: may be off or full, and then nothing is kept ---- */

  const store = {
    read(key) {
      try {
        return JSON.parse(sessionStorage.getItem(PREFIX + key));
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
      } catch {
        /* the page works without */
      }
    },
    remove(key) {
      try {
        sessionStorage.removeItem(PREFIX + key);
      } catch {
        /* the page works without */
      }
    },
    clear() {
      try {
        Object.keys(sessionStorage)
          .filter((key) => key.startsWith(PREFIX))
          .forEach((key) => sessionStorage.removeItem(key));
      } catch {
        /* the page works without */
      }
    },
  };

  /* ---- a citizen service number never stays behind in the browser ---- */

  const isBsn = (digits) => {
    const padded = digits.padStart(9, "0");
    const sum = [...padded].reduce((total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at), 0);
    return sum % 11 === 0 && Number(padded) > 0;
  };

  const withoutBsn = (text) =>
    text.replace(/(?<!\d)\d(?:[ .-]?\d){7,8}(?!\d)/g, (found) =>
      isBsn(found.replace(/\D/g, "")) ? "•••••••••" : found
    );

  /* ---- drafts ---- */

  const keptFields = (form) => [...form.querySelectorAll("textarea[data-keep]")];
  const formKey = (form) => form.dataset.keepKey || location.pathname;
  const draftKey = (field) => `draft:${formKey(field.form)}:${field.name}`;

  const saveDraft = (field) => {
    if (!owner) {
      return;
    }
    if (field.value === field.defaultValue) {
      store.remove(draftKey(field));
      return;
    }
    store.write(draftKey(field), { text: withoutBsn(field.value), at: Date.now() });
  };

  const offerDraft = (field) => {
    const draft = store.read(draftKey(field));
    if (!owner || !draft) {
      return;
    }
    if (Date.now() - draft.at > KEEP_FOR || draft.text === withoutBsn(field.value)) {
      store.remove(draftKey(field));
      return;
    }
    const time = new Date(draft.at).toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
    });
    const line = element("p", "kept", "");
    const back = element("button", "linkbutton", words.restore);
    const away = element("button", "linkbutton", words.discard);
    back.type = "button";
    away.type = "button";
    back.addEventListener("click", () => {
      field.value = draft.text;
      line.remove();
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    away.addEventListener("click", () => {
      store.remove(draftKey(field));
      line.remove();
      field.focus();
    });
    line.setAttribute("role", "status");
    line.append(element("span", "", (words.kept ?? "").replace("{time}", time)), back, away);
    field.before(line);
  };

  /** After a form was sent: when this page is not that form again, and not an error or the sign-in page, it was saved. */
  const settleSentForm = () => {
    const sent = store.read("sent");
    if (!sent || page.kind === "error" || page.kind === "sign-in") {
      return;
    }
    store.remove("sent");
    const again = [...document.forms].some(
      (form) => formKey(form) === sent.form && form.querySelector(".summary, .conflict, .look-again, [aria-invalid='true']")
    );
    if (!again) {
      sent.drafts.forEach((key) => store.remove(key));
    }
  };

  const settleOwner = () => {
    if (page.kind === "sign-in" || page.kind === "error") {
      return; /* the same person may come back; the next page with an owner decides */
    }
    if (store.read("owner") !== owner) {
      store.clear();
      store.write("owner", owner);
    }
  };

  /* ---- forms ---- */

  const isDirty = (form) =>
    keptFields(form).some((field) => field.value !== field.defaultValue) && form.dataset.sent !== "yes";

  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[data-was]").forEach((button) => {
      button.textContent = button.dataset.was;
      button.removeAttribute("aria-disabled");
      button.removeAttribute("data-was");
    });
  };

  const onSubmit = (event) => {
    const form = event.target;
    if (form.method !== "post") {
      return;
    }
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) {
      return;
    }
    if (form.dataset.clearDrafts !== undefined) {
      store.clear();
    }
    form.dataset.sent = "yes";
    form.dispatchEvent(new CustomEvent("sent", { bubbles: true }));
    const drafts = keptFields(form);
    drafts.forEach(saveDraft);
    if (drafts.length) {
      store.write("sent", { form: formKey(form), drafts: drafts.map(draftKey) });
    }
    const button = event.submitter;
    if (button && words.busy && button.childElementCount === 0) {
      button.dataset.was = button.textContent;
      button.setAttribute("aria-disabled", "true");
      button.textContent = words.busy;
    }
    window.setTimeout(() => release(form), WAIT_AT_MOST);
  };

  /* ---- words that ask for a second look ---- */

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /** A word as it stands; with * at its end every word that begins so. */
  const pattern = (word) => {
    const rest = word.endsWith("*") ? "[\\p{L}\\d]*" : "";
    return new RegExp(`(?<![\\p{L}\\d])${escaped(word.replace(/\*$/, ""))}${rest}(?![\\p{L}\\d])`, "u");
  };

  const hintFor = (field) => {
    const list = field.dataset.hintWords ?? field.form?.dataset.hintWords ?? "";
    const found = [...new Set(plain(list)
      .split(",")
      .map((word) => word.trim())
      .filter(Boolean)
      .map((word) => plain(field.value).match(pattern(word))?.[0])
      .filter(Boolean))];
    const text = field.dataset.hintText ?? field.form?.dataset.hintText ?? "";
    const line = document.getElementById(`${field.id}-word`);
    const message = found.length ? text.replace("{word}", found.join(", ")) : "";
    if (line && line.textContent !== message) {
      line.textContent = message;
    }
  };

  const timers = new WeakMap();
  const soon = (field, work) => {
    window.clearTimeout(timers.get(field));
    timers.set(field, window.setTimeout(() => work(field), 500));
  };

  const onInput = (event) => {
    const field = event.target;
    if (field.matches("[data-keep], [data-hint]")) {
      soon(field, () => {
        if (field.matches("textarea[data-keep]")) {
          saveDraft(field);
        }
        if (field.matches("[data-hint]")) {
          hintFor(field);
        }
      });
    }
  };

  /* ---- files that are too large to send ---- */

  const refuseTooLarge = (field) => {
    const tooLarge = [...field.files].some((file) => file.size > Number(field.dataset.most));
    const line = document.getElementById(`${field.id}-word`);
    if (line) {
      line.textContent = tooLarge ? field.dataset.mostText : "";
    }
    if (tooLarge) {
      field.value = "";
    }
  };

  /* ---- small manners ---- */

  let byKeys = false;

  const onKey = (event) => {
    byKeys = event.target.matches?.("select") ?? false;
    if (event.key === "Escape") {
      const open = event.target.closest?.("details.more__box[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
      return;
    }
    const busy = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    if (page.shortcuts === "on" && !busy && !event.ctrlKey && !event.metaKey && !event.altKey) {
      onSingleKey(event);
    }
  };

  const onSingleKey = (event) => {
    const search = event.key === "/" && document.getElementById("search");
    const keys = event.key === "?" && document.getElementById("keys-dialog");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (keys && !keys.open) {
      event.preventDefault();
      keys.showModal();
    }
  };

  const onClick = (event) => {
    document.querySelectorAll("details.more__box[open]").forEach((open) => {
      if (!open.contains(event.target)) {
        open.open = false;
      }
    });
    if (event.target.closest("[data-print]")) {
      window.print();
    }
    const link = event.target.closest(".summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) {
      event.preventDefault();
      field.focus();
      field.scrollIntoView({ block: "center" });
    }
  };

  /* Counts down the planned minutes of a household in a meeting; without a script the planned time stands there.
     Every decision that is saved loads the turn anew, so its end is kept in this tab, until an hour after it. */
  const countDown = (pill) => {
    const key = `timer:${pill.dataset.turn}`;
    const planned = pill.dataset.timer * 60000;
    const kept = store.read(key);
    const runs = Number.isFinite(kept) && kept > Date.now() - 3600000 && kept <= Date.now() + planned;
    const ends = runs ? kept : Date.now() + planned;
    store.write(key, ends);
    const tell = () => {
      const left = Math.ceil((ends - Date.now()) / 60000);
      pill.textContent = `${pill.dataset.left} ${left}`;
      pill.classList.toggle("pill--alert", left <= 0);
    };
    tell();
    window.setInterval(tell, 15000);
  };

  const start = (root) => {
    root.querySelectorAll("[data-timer]").forEach(countDown);
    root.querySelectorAll("textarea[data-keep]").forEach((field) => field.form && offerDraft(field));
    root.querySelectorAll("[data-hint]").forEach(hintFor);
    root.querySelectorAll("[data-print][hidden]").forEach((button) => button.removeAttribute("hidden"));
    root.querySelector(".summary, .look-again")?.focus();
  };

  settleOwner();
  settleSentForm();
  start(document);

  document.addEventListener("submit", onSubmit);
  document.addEventListener("input", onInput);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file][data-most]")) {
      refuseTooLarge(event.target);
    }
    /* Whoever walks through a list with the keys passes choices that are not meant: there the button sends. */
    if (!byKeys) {
      event.target.closest("form[data-auto-submit]")?.requestSubmit();
    }
  });
  document.addEventListener("pointerdown", () => (byKeys = false));
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) {
      start(event.target);
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => event.target.matches?.("form") && release(event.target));
  window.addEventListener("pageshow", () => [...document.forms].forEach(release));
  window.addEventListener("pagehide", () =>
    [...document.forms].filter(isDirty).forEach((form) => keptFields(form).forEach(saveDraft))
  );
  window.addEventListener("beforeunload", (event) => {
    if ([...document.forms].some((form) => form.dataset.guard !== undefined && isDirty(form))) {
      event.preventDefault();
    }
  });
})();
