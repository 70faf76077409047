"""A topology that is edited part by part."""

from __future__ import annotations

import msgspec
import pytest

from app.cluster import topology_file
from app.domain.topology import Host, Node, NodeKind, Topology
from app.domain.topology_draft import Draft, draft_of, first_draft
from app.errors import InvalidInput
from tests.app.cluster.kit import SCHOOL


@pytest.fixture
def school() -> Topology:
    return topology_file.parse(SCHOOL)


def test_what_is_taken_apart_is_put_together_again(school: Topology) -> None:
    assert draft_of(school).topology() == school


def test_a_first_one_is_whole() -> None:
    made = first_draft().topology()
    assert {node.kind for node in made.nodes} == set(NodeKind)
    assert topology_file.parse(topology_file.as_text(made)) == made


def test_a_host_that_gets_another_name_takes_its_nodes_along(school: Topology) -> None:
    back = school.host("back")
    draft = draft_of(school).with_host(msgspec.structs.replace(back, name="cellar"), "back")
    assert [host.name for host in draft.hosts] == ["front", "cellar"]
    assert draft.topology().host_of(draft.topology().node("worker")).name == "cellar"


def test_only_one_is_the_primary_and_it_stays_where_it_stands(school: Topology) -> None:
    second = msgspec.structs.replace(school.node("db-2"), primary=True)
    draft = draft_of(school).with_node(second, "db-2")
    assert [node.name for node in draft.nodes] == [node.name for node in school.nodes]
    assert draft.topology().first_primary.name == "db-2"


def test_a_new_part_comes_last_even_with_a_name_that_is_taken(school: Topology) -> None:
    twin = Node("api-1", NodeKind.API, "back", 3009)
    draft = draft_of(school).with_node(twin)
    assert draft.nodes[-1] == twin
    with pytest.raises(InvalidInput) as caught:
        draft.topology()
    assert caught.value.details["field"] == "nodes[1].name"


def test_a_host_goes_with_its_nodes(school: Topology) -> None:
    draft = draft_of(school).without(school.host("front"))
    assert {node.host for node in draft.nodes} == {"back"}
    assert "api-1" not in {node.name for node in draft.nodes}
    assert draft.without(school.node("worker")).topology().of(NodeKind.WORKER) == ()


def test_a_complaint_is_the_part_s_own_or_another_s(school: Topology) -> None:
    wrong = msgspec.structs.replace(school.node("api-2"), port=70_000)
    draft = draft_of(school).with_node(wrong, "api-2")
    with pytest.raises(InvalidInput) as caught:
        draft.topology()
    field = caught.value.details["field"]
    assert draft.field_of(field, wrong) == "port"
    assert draft.field_of(field, school.node("api-1")) == ""
    assert draft.field_of(field, school.host("back")) == ""


def test_where_a_node_is_reached_is_told_before_all_fits_together(school: Topology) -> None:
    draft = draft_of(school)
    assert draft.address(school.node("db-1")) == "10.1.0.6:3306"
    assert draft.address(Node("new", NodeKind.API, "nowhere", 3001)) == ""
    assert draft.with_shared({"driver": "compose"}).address(school.node("api-1")) == "api-1:3001"
    assert Draft(draft.shared, (Host("v6", "::1"),)).address(Node("w", NodeKind.WORKER, "v6")) == "::1"
