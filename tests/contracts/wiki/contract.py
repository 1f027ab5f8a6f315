"""What every wiki promises to whoever publishes: a subclass for each says only how its partners edit."""

from typing import Protocol

import pytest

from bot.domain.wiki import Draft, Gone, Publisher, RemotePage, Saved, Stale, Taken, WikiRefused, WikiUnreachable


class House(Protocol):
    """A wiki with somebody who works in it past us."""

    @property
    def publisher(self) -> Publisher:
        """We, let in."""

    @property
    def locked_out(self) -> Publisher:
        """We, with a password that is none."""

    @property
    def away(self) -> Publisher:
        """A wiki that is not there."""

    def title(self, name: str) -> str:
        """What a page of that name is called here, in a test that is not the only one."""

    def edits(self, page: RemotePage, text: str) -> None:
        """A partner puts other text into a page."""

    def deletes(self, page: RemotePage) -> None:
        """A partner deletes a page."""

    def moves(self, page: RemotePage, name: str) -> str:
        """A partner gives a page another title; gives that."""

    def writes(self, name: str, text: str) -> str:
        """A partner writes a page of their own; gives its title."""


def saved(house: House, name: str, text: str = "Et.\n\nTo.\n\nTre.") -> RemotePage:
    (outcome,) = house.publisher.save([Draft(house.title(name), text)], "Jordbro")
    assert isinstance(outcome, Saved)
    return outcome.page


class PublisherContract:
    """The contract."""

    def test_page_is_read_back_as_it_was_saved(self, house: House) -> None:
        page = saved(house, "gemt", "Et. 第一。\n\nTo.")

        assert house.publisher.read(page.remote_id) == page
        assert page.text == "Et. 第一。\n\nTo."

    def test_new_page_never_takes_the_place_of_one_that_is_there(self, house: House) -> None:
        title = house.writes("optaget", "Partnerens egen side.")

        (outcome,) = house.publisher.save([Draft(title, "Vores.")], "Jordbro")

        assert isinstance(outcome, Taken)
        assert outcome.page.text == "Partnerens egen side."
        assert house.publisher.read(outcome.page.remote_id) == outcome.page

    def test_page_is_saved_on_its_base(self, house: House) -> None:
        page = saved(house, "ny version")

        (outcome,) = house.publisher.save([Draft(page.title, "Nyt.", page.remote_id, page.revision)], "Jordbro")

        assert isinstance(outcome, Saved)
        assert (outcome.page.remote_id, outcome.page.text) == (page.remote_id, "Nyt.")
        assert outcome.page.revision != page.revision

    def test_page_that_was_edited_since_its_base_is_not_written_over(self, house: House) -> None:
        page = saved(house, "redigeret")
        house.edits(page, "Et, siger partneren.\n\nTo.\n\nTre.")

        (outcome,) = house.publisher.save(
            [Draft(page.title, "Et, siger vi.\n\nTo.\n\nTre.", page.remote_id, page.revision)], "Jordbro"
        )

        assert outcome == Stale()
        there = house.publisher.read(page.remote_id)
        assert there is not None
        assert there.text == "Et, siger partneren.\n\nTo.\n\nTre."

    def test_page_that_was_deleted_is_not_made_again(self, house: House) -> None:
        page = saved(house, "slettet")
        house.deletes(page)

        (outcome,) = house.publisher.save([Draft(page.title, "Nyt.", page.remote_id, page.revision)], "Jordbro")

        assert outcome == Gone()
        assert house.publisher.read(page.remote_id) is None
        assert house.publisher.heads([page.remote_id]) == {}

    def test_page_that_was_moved_is_followed(self, house: House) -> None:
        page = saved(house, "flyttet")
        title = house.moves(page, "et andet sted")

        head = house.publisher.heads([page.remote_id])[page.remote_id]
        (outcome,) = house.publisher.save([Draft(page.title, "Nyt.", page.remote_id, head.revision)], "Jordbro")

        assert head.title == title
        assert isinstance(outcome, Saved)
        assert (outcome.page.title, outcome.page.text) == (title, "Nyt.")

    def test_same_text_once_more_is_no_trouble(self, house: House) -> None:
        page = saved(house, "igen")

        (outcome,) = house.publisher.save([Draft(page.title, page.text, page.remote_id, page.revision)], "Jordbro")

        assert outcome == Saved(page)

    def test_two_pages_of_one_unit_are_both_saved(self, house: House) -> None:
        titles = [house.title("begge"), house.title("begge to")]

        outcomes = house.publisher.save([Draft(title, f"Side {title}") for title in titles], "Jordbro")

        assert [type(one) for one in outcomes] == [Saved, Saved]

    def test_heads_tell_what_has_changed(self, house: House) -> None:
        pages = [saved(house, f"hoved {number}") for number in range(4)]
        house.edits(pages[2], "Andet.")

        found = house.publisher.heads([page.remote_id for page in pages])

        assert [found[page.remote_id].revision == page.revision for page in pages] == [True, True, False, True]

    def test_text_with_blanks_at_its_end_and_marks_apart_is_kept_as_wikis_keep_it(self, house: House) -> None:
        page = saved(house, "nfc", "På grunden\n\n地下水")

        assert page.text == "På grunden\n\n地下水"

    def test_wrong_password_is_refused(self, house: House) -> None:
        with pytest.raises(WikiRefused) as refusal:
            house.locked_out.check()

        assert refusal.value.reason == "password"

    def test_wiki_that_is_not_there_may_be_there_later(self, house: House) -> None:
        with pytest.raises(WikiUnreachable):
            house.away.check()

    def test_wiki_that_is_there_lets_us_in(self, house: House) -> None:
        house.publisher.check()

        assert house.publisher.heads([]) == {}
