"""Tests of ports: none is assumed to be free."""

import socket

from ops.ports import LOOPBACK, first_free, is_free


def test_a_port_on_which_somebody_listens_is_passed_over() -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        taken = other.getsockname()[1]
        assert not is_free(taken)
        assert first_free([taken]) != taken


def test_the_first_free_port_of_the_wish_list_is_taken() -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        free = other.getsockname()[1]
    assert first_free([free, free + 1]) == free
