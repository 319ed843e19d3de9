"""The outlets of the loopback web, each in a folder of its own."""

from tests.web.outlet import Outlet
from tests.web.outlets.benchyard import Benchyard
from tests.web.outlets.circuitledger import CircuitLedger
from tests.web.outlets.gadgetpost import GadgetPost
from tests.web.outlets.modemweekly import ModemWeekly
from tests.web.outlets.netzfunk import Netzfunk
from tests.web.outlets.signalroom import SignalRoom

OUTLETS: tuple[Outlet, ...] = (
    GadgetPost(),
    CircuitLedger(),
    ModemWeekly(),
    Benchyard(),
    SignalRoom(),
    Netzfunk(),
)
