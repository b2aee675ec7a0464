"""Whatever is typed or sent is text; whatever the page denies or doubles, the widget bears."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from bot.widget.sample import Portal
from tests.bot.widget.conftest import Show
from tests.bot.widget.fake import Reply, Service, answer, citation

ATTACKS = [
    "<img src=x onerror=window.hit=1>",
    "<script>window.hit=1</script>",
    "</textarea><svg onload=window.hit=1>",
    "| a | b |\n|---|---|\n| <img src=x onerror=window.hit=1> | **<b onclick=hit>x</b>** |",
    "- <iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "{{constructor.constructor('window.hit=1')()}} ${window.hit=1} &lt;b&gt;",
]
STRANGE = "| a |\n|--\n||\n[99] [0] [] ** ** |x| \n1.\n- \n\u202e\u0000\ud83d\n" + "|" * 500


def test_what_was_sent_is_text(show: Show, service: Service, subtests: pytest.Subtests) -> None:
    sent = "&".join(ATTACKS).replace("|", "/")
    widget = show(title=sent, greeting=sent, suggestions=sent).open()
    for attack in ATTACKS:
        source = citation(label=attack, quote=attack, title=attack, url="javascript:window.hit=1")
        whole = answer(f"{attack} [1]", citations=[source], notes=[attack], suggestions=[attack])
        service.answers(Reply(whole))
        with subtests.test(attack):
            widget.ask(attack)
            widget.sources.first.click()
            assert widget.turns.last.locator(".asked").inner_text().endswith(attack)
            assert widget.turns.last.locator("blockquote").inner_text() == attack
            assert widget.page.evaluate("window.hit") is None
    expect(widget.panel.locator("img, script, iframe, b")).to_have_count(0)


ADDRESSES = ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "http://[", "", 5, None]


def test_only_web_addresses_become_links(show: Show, service: Service) -> None:
    bad = [citation(number, url=url) for number, url in enumerate(ADDRESSES, 1)]
    good = citation(99, url="https://xa.example/van-ban/x#I.1")
    service.answers(Reply(answer(citations=[*bad, good])))
    widget = show().open()
    widget.ask("ai chủ trì")
    expect(widget.sources).to_have_count(len(ADDRESSES) + 1)
    links = widget.panel.locator("a.open")
    assert [each.get_attribute("href") for each in links.all()] == [f"{service.url}5", good["url"]]


def test_an_answer_in_no_order_is_drawn_all_the_same(show: Show, service: Service) -> None:
    service.answers(Reply(answer(STRANGE)))
    widget = show().open()
    widget.ask("lạ")
    expect(widget.text).to_contain_text("[99] [0] []")
    expect(widget.sources).to_have_count(1)


def test_an_answer_without_most_of_its_members_is_drawn(show: Show, service: Service) -> None:
    service.answers(Reply({"answer": "Ngắn.", "status": "answered"}))
    widget = show().open()
    widget.ask("gọn")
    expect(widget.text).to_have_text("Ngắn.")


def test_denied_storage_takes_nothing_but_the_memory(
    show: Show, service: Service, context: BrowserContext
) -> None:
    context.add_init_script(
        """for (const name of ["sessionStorage", "localStorage"]) {
             Object.defineProperty(window, name, {get() { throw new DOMException("no"); }});
           }"""
    )
    widget = show().open()
    widget.ask("ai chủ trì")
    widget.ask("ai phối hợp")
    expect(widget.turns).to_have_count(2)
    assert "session" in service.asked[-1]
    widget.visit("mau-nhung-2")
    widget.open()
    expect(widget.turns).to_have_count(0)


def test_a_full_storage_takes_nothing_but_the_memory(
    show: Show, service: Service, context: BrowserContext
) -> None:
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    widget = show().open()
    widget.ask("ai chủ trì")
    expect(widget.text).to_contain_text("chủ trì")


SPOILT = ["", "{", "null", "[]", '{"form":1}', '{"form":1,"at":9e15,"turns":[{"q":1}]}']


def test_a_spoilt_memory_is_an_empty_one(show: Show) -> None:
    widget = show()
    key = "cchc-hoi-dap|" + widget.page.evaluate(
        "document.querySelector('cchc-hoi-dap').settings.server"
    )
    for kept in SPOILT:
        widget.page.evaluate("([key, kept]) => sessionStorage.setItem(key, kept)", [key, kept])
        widget.visit("mau-nhung-2")
        widget.open()
        expect(widget.turns).to_have_count(0)
        widget.field.press("Escape")
    widget.open().ask("ai chủ trì")
    expect(widget.turns).to_have_count(1)


@pytest.mark.parametrize(("keep", "here"), [("none", 0), ("local", 1)])
def test_the_portal_chooses_what_is_kept(show: Show, keep: str, here: int) -> None:
    widget = show(keep=keep).open()
    widget.ask("ai chủ trì")
    assert widget.page.evaluate("[sessionStorage.length, localStorage.length]") == [0, here]


def test_a_script_loaded_twice_makes_one_widget(show: Show, service: Service) -> None:
    widget = show()
    widget.page.evaluate(
        """(source) => new Promise((done) => {
             const policy = trustedTypes.createPolicy("test", {createScriptURL: (url) => url});
             const tag = document.createElement("script");
             tag.src = policy.createScriptURL(source);
             tag.onload = done;
             document.head.append(tag);
           })""",
        f"{service.url}widget.js",
    )
    expect(widget.page.locator("cchc-hoi-dap")).to_have_count(1)
    widget.open().ask("ai chủ trì")
    assert len(service.asked) == 1


def test_an_element_placed_by_hand_is_the_only_one(show: Show, portal: Portal) -> None:
    portal.element = True
    widget = show()
    expect(widget.page.locator("main cchc-hoi-dap")).to_have_count(1)
    expect(widget.page.locator("cchc-hoi-dap")).to_have_count(1)
    expect(widget.panel).to_be_visible()


def test_a_tag_can_leave_the_placing_to_the_page(show: Show, portal: Portal) -> None:
    portal.element = True
    widget = show(manual="")
    expect(widget.panel).to_be_visible()
    portal.element = False
    widget.page.reload()
    widget.page.wait_for_function("customElements.get('cchc-hoi-dap') !== undefined")
    expect(widget.page.locator("cchc-hoi-dap")).to_have_count(0)


def test_two_widgets_on_one_page_keep_apart(show: Show, service: Service) -> None:
    widget = show()
    widget.page.evaluate(
        """() => { for (const place of ["xã A", "xã A"]) {
             const it = document.createElement("cchc-hoi-dap");
             it.setAttribute("data-position", "inline");
             it.setAttribute("data-place", place);
             document.querySelector("main").append(it);
           } }"""
    )
    panels = widget.page.locator("main cchc-hoi-dap .panel")
    for number in (0, 1):
        field = panels.nth(number).locator("textarea")
        field.fill(f"câu {number}")
        field.press("Enter")
        expect(panels.nth(number).locator(".actions")).to_be_visible()
    for number in (0, 1):
        expect(panels.nth(number).locator(".asked")).to_contain_text([f"câu {number}"])
    assert widget.page.evaluate("sessionStorage.length") == 2
    assert all("session" not in each for each in service.asked)


def test_a_widget_taken_off_and_put_back_goes_on(show: Show, service: Service) -> None:
    widget = show().open()
    widget.ask("ai chủ trì")
    widget.page.evaluate(
        """() => { const it = document.querySelector("cchc-hoi-dap");
             it.remove(); document.querySelector("main").append(it); }"""
    )
    expect(widget.text).to_contain_text("chủ trì")
    widget.ask("ai phối hợp")
    expect(widget.turns).to_have_count(2)


def test_the_page_cannot_restyle_it_by_accident(show: Show, portal: Portal) -> None:
    widget = show().open()
    widget.page.evaluate(
        """() => { const sheet = new CSSStyleSheet();
             sheet.replaceSync(`* { font-size: 40px; color: red; text-transform: uppercase }
               button, dialog, p { display: none !important } body { direction: rtl }`);
             document.adoptedStyleSheets = [sheet]; }"""
    )
    expect(widget.panel).to_be_visible()
    style = (
        "e => { const s = getComputedStyle(e); return [s.fontSize, s.textTransform, s.direction]; }"
    )
    assert widget.panel.evaluate(style) == ["16px", "none", "ltr"]
