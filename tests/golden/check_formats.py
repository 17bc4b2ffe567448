#!/usr/bin/env python3
"""What `seisdesk convert` wrote, against ObsPy. Any difference is a failure.

    check_formats.py again ORIGINAL.xml OUT.xml        ObsPy reads QuakeML and writes it again
    check_formats.py same A.xml B.xml                  two QuakeML files of ours are the same but for the catalogue's own id and time
    check_formats.py nonlinloc FILE.obs ORIGINAL.xml   the lines that ObsPy writes of each event
    check_formats.py nordic|sc3ml FILE ORIGINAL.xml    what ObsPy reads is what the original says
"""
import io
import re
import sys
import warnings

import obspy

warnings.simplefilter("ignore")


def standing(event):
    return [p for p in event.picks if p.evaluation_status != "rejected"]


def again(original, out):
    warnings.simplefilter("error")
    obspy.read_events(original, format="QUAKEML").write(out, format="QUAKEML", nsmap={"sd": "urn:seisdesk:pick:1"})


def rounded(line):
    """ObsPy keeps times to the microsecond when it writes."""
    return re.sub(r"\.(\d{9})Z", lambda m: f".{round(int(m[1]) / 1000):06d}Z", line)


def same(a, b):
    def lines(name):
        text = [rounded(line) for line in open(name, encoding="utf-8").read().splitlines()]
        return [line for line in text[:3] if "<eventParameters" not in line] + text[3:-8], text

    (one, _), (two, _) = lines(a), lines(b)
    for i, (x, y) in enumerate(zip(one, two)):
        assert x == y, f"line {i + 1}: {x.strip()} became {y.strip()}"
    assert len(one) == len(two), f"{len(one)} lines became {len(two)}"


def nonlinloc(file, original):
    ours = [block.splitlines() for block in open(file).read().split("\n\n")]
    catalogue = [e for e in obspy.read_events(original) if standing(e)]
    assert len(ours) == len(catalogue), "another number of events"
    for lines, event in zip(ours, catalogue):
        event.picks = standing(event)
        out = io.BytesIO()
        obspy.Catalog([event]).write(out, format="NLLOC_OBS")
        theirs = out.getvalue().decode().splitlines()
        assert lines[0] == theirs[0], (lines[0], theirs[0])
        # Ours have the prior weight behind, ObsPy's are in alphabetical order.
        cut = sorted(line.rsplit(" ", 1)[0].rstrip() for line in lines[1:])
        hints = {p.phase_hint for p in event.picks}
        for x, y in zip(cut, sorted(theirs[1:])):
            # Rounding of half units differs between languages, and U and D may be small letters.
            a, b = x.upper().split(), y.upper().split()
            assert a[:9] == b[:9] and abs(float(a[8]) - float(b[8])) < 2e-4 and abs(float(a[10]) - float(b[10])) < 1e-3 * max(1e-3, float(b[10])) + 1e-4, (x, y)
        assert len(cut) == len(theirs) - 1 and hints


def events_match(read, original, within):
    assert len(read) == len(original), f"{len(original)} events became {len(read)}"
    for a, b in zip(read, original):
        assert (not b.origins) == (not a.origins or a.origins[0].latitude is None)
        if b.origins:
            x, y = a.preferred_origin() or a.origins[0], b.preferred_origin() or b.origins[-1]
            assert abs(x.time - y.time) < 0.06 and abs(x.latitude - y.latitude) < 1e-3 and abs(x.longitude - y.longitude) < 1e-3, (x, y)
            assert (x.depth is None) == (y.depth is None) and (x.depth is None or abs(x.depth - y.depth) < 60), (x.depth, y.depth)
        key = lambda p: (p.time, p.waveform_id.station_code)
        hint = lambda p: (p.phase_hint or "").startswith(("IAML", "AML", "A", "V", "IA"))
        mine, theirs = sorted([p for p in a.picks if not hint(p)], key=key), sorted(standing(b), key=key)
        assert len(mine) == len(theirs), f"{len(theirs)} picks became {len(mine)}"
        for p, q in zip(mine, theirs):
            assert abs(p.time - q.time) <= within and p.waveform_id.station_code == q.waveform_id.station_code, (p, q)
            assert p.phase_hint == q.phase_hint and (p.polarity or "undecidable") == (q.polarity or "undecidable") or q.polarity == "undecidable", (p, q)


def nordic(file, original):
    events_match(obspy.read_events(file, format="NORDIC"), obspy.read_events(original), 0.011)


def sc3ml(file, original):
    read, wanted = obspy.read_events(file, format="SC3ML"), obspy.read_events(original)
    for event in wanted:  # ObsPy's stylesheet drops picks that nothing names
        named = {str(a.pick_id) for o in event.origins for a in o.arrivals} | {str(a.pick_id) for a in event.amplitudes}
        event.picks = [p for p in event.picks if str(p.resource_id) in named]
    for event in read:
        event.picks = [p for p in event.picks if p.evaluation_status != "rejected"]
    events_match(read, wanted, 1e-6)
    for a, b in zip(read, wanted):
        assert str(a.resource_id) == str(b.resource_id) and str(a.preferred_origin_id) == str(b.preferred_origin_id)
        assert [m.mag for m in a.magnitudes] == [m.mag for m in b.magnitudes]
        assert [m.mag for m in a.station_magnitudes] == [m.mag for m in b.station_magnitudes]
        for o, p in zip(a.origins, b.origins):
            # ObsPy's stylesheet takes the weight only of arrivals that are used.
            mine, theirs = ([(x.time_residual, x.time_weight or None, x.azimuth, x.distance) for x in origin.arrivals] for origin in (o, p))
            assert mine == theirs, (mine, theirs)


if __name__ == "__main__":
    {"again": again, "same": same, "nonlinloc": nonlinloc, "nordic": nordic, "sc3ml": sc3ml}[sys.argv[1]](*sys.argv[2:])
