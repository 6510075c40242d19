"""What is published never changes, is read from the database alone, and takes effect at once."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from tests.workflows.catalogue.samples import SERVICE, SHIPPED, changed
from workflows.actor import SYSTEM
from workflows.catalogue.faults import PackRefused
from workflows.catalogue.models import PackArchive, PackVersion, ServiceItem
from workflows.catalogue.pack import Pack, read_pack
from workflows.catalogue.publish import current, item, offered, publish
from workflows.errors import NotFound

pytestmark = pytest.mark.django_db
NEWER = changed(SERVICE, "Floor area in square metres", "Floor area in m²")


def test_a_published_pack_is_the_version_that_new_cases_take():
    version = publish(SHIPPED, SYSTEM)
    assert (version.number, version.sha256, version.published_by) == (1, SHIPPED.sha256, "system")
    assert current("food_permit") == version
    assert [one.code for one in offered()] == ["food_permit"]


def test_a_newer_version_takes_effect_and_the_older_stays_as_it_was():
    first, second = publish(SHIPPED, SYSTEM), publish(NEWER, SYSTEM)
    assert current("food_permit") == second
    assert [item(version).field("area_sqm").label.en for version in (first, second)] == [
        "Floor area in square metres",
        "Floor area in m²",
    ]


def test_the_same_bytes_are_one_version_and_become_current_again():
    first = publish(SHIPPED, SYSTEM)
    publish(NEWER, SYSTEM)
    assert publish(SHIPPED, SYSTEM) == first
    assert current("food_permit") == first
    assert PackVersion.objects.count() == 2


def test_the_folder_is_not_needed_once_it_is_published():
    version = publish(SHIPPED, SYSTEM)
    assert read_pack(bytes(PackArchive.objects.get(version=version).data)) == SHIPPED


def test_an_item_is_compiled_once_a_process(django_assert_num_queries):
    version = publish(SHIPPED, SYSTEM)
    first = item(version)
    with django_assert_num_queries(0):
        assert item(version) is first


def test_a_pack_with_a_fault_leaves_no_trace():
    publish(SHIPPED, SYSTEM)
    with pytest.raises(PackRefused, match="exclude food_review"):
        publish(changed(SERVICE, "excludes: [food_review, ", "excludes: ["), SYSTEM)
    assert PackVersion.objects.count() == 1


def test_an_item_that_is_not_offered_opens_no_new_case():
    version = publish(SHIPPED, SYSTEM)
    ServiceItem.objects.update(is_offered=False)
    with pytest.raises(NotFound):
        current("food_permit")
    assert offered() == ()
    assert item(version).code == "food_permit"


def test_an_item_that_was_never_published_is_not_found():
    with pytest.raises(NotFound):
        current("flying_permit")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE workflows_packversion SET sha256 = repeat('0', 64)",
        "DELETE FROM workflows_packarchive",
        "UPDATE workflows_packarchive SET data = ''::bytea",
    ],
)
def test_the_database_refuses_every_change_to_a_published_pack(sql):
    publish(SHIPPED, SYSTEM)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_archive_that_is_not_the_published_one_is_not_used():
    version = PackVersion.objects.create(
        code="x", number=1, sha256="0" * 64, published_at="2026-01-01T00:00Z", published_by="system"
    )
    PackArchive.objects.create(version=version, data=SHIPPED.archive)
    with pytest.raises(RuntimeError, match="not the one"):
        item(version)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_get_two_numbers():
    def work(pack: Pack) -> None:
        try:
            publish(pack, SYSTEM)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(pack,)) for pack in (SHIPPED, NEWER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(PackVersion.objects.values_list("number", flat=True)) == [1, 2]
