"""The widget as a visitor handles it: by roles and names, through the shadow root."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Locator, Page, expect


class Widget:
    """One page with the widget on it.

    `complaints` are violations of the page's policy, errors of scripts and lines that the
    browser writes as errors, but for the failed requests that a test itself arranges.
    """

    def __init__(self, page: Page, portal: str) -> None:
        self.page = page
        self.portal = portal
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message: ConsoleMessage) -> None:
        arranged = "Failed to load resource" in message.text or "blocked by CORS" in message.text
        if message.type == "error" and not arranged:
            self.complaints.append(message.text)

    def visit(self, path: str) -> None:
        """Go to a page of the portal."""
        self.page.goto(f"{self.portal}{path}")
        expect(self.page.locator("cchc-hoi-dap").first).to_be_attached()

    @property
    def launcher(self) -> Locator:
        """The button that opens it."""
        return self.page.locator("cchc-hoi-dap .launcher").first

    @property
    def panel(self) -> Locator:
        """The dialog."""
        return self.page.locator("cchc-hoi-dap .panel").first

    @property
    def field(self) -> Locator:
        """Where one types."""
        return self.panel.locator("textarea")

    @property
    def turns(self) -> Locator:
        """The questions with what became of them."""
        return self.panel.locator(".turn")

    @property
    def text(self) -> Locator:
        """The last answer's text."""
        return self.turns.last.locator(".text")

    @property
    def status(self) -> Locator:
        """What is announced."""
        return self.panel.get_by_role("status")

    @property
    def sources(self) -> Locator:
        """The buttons of the last answer's sources."""
        return self.turns.last.locator("button.source")

    def open(self) -> Widget:
        """By the launcher."""
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    def ask(self, question: str) -> None:
        """Type it, send it, and wait for what becomes of it."""
        self.field.fill(question)
        self.field.press("Enter")
        self.settled()

    def settled(self) -> None:
        """Wait until nothing runs any more."""
        expect(self.turns.last.locator(".text, .trouble")).not_to_have_count(0)
        expect(self.panel.get_by_role("button", name="Gửi câu hỏi")).to_be_attached()

    def button(self, name: str) -> Locator:
        """A button of the panel, by its name."""
        return self.panel.get_by_role("button", name=name, exact=True)

    def focused(self) -> str:
        """What has the focus, as its class or tag inside the shadow root."""
        found: str = self.page.evaluate(
            """() => {
              const host = document.activeElement;
              const inner = host && host.shadowRoot ? host.shadowRoot.activeElement : host;
              return inner ? inner.className || inner.tagName.toLowerCase() : "";
            }"""
        )
        return found
