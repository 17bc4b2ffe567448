#!/usr/bin/env python3
"""Compares the events of a QuakeML file with the labelled events of a sequence and prints the table of the README.

    tests/benchmarks/sequence/compare.py OUT/events.xml ../shared/data/ridgecrest_continuous/labels.csv

An event is a labelled one when its origin is within --seconds and --km of it; pairs are made nearest first, each event once. Whether an event
that nobody labelled is real cannot be seen here; the table says how many of them stand on many picks. Needs nothing but Python.
"""
import argparse
import csv
import math
import statistics
import xml.etree.ElementTree as ElementTree
from collections import namedtuple
from datetime import datetime, timezone

Hypocentre = namedtuple("Hypocentre", "id time latitude longitude depth magnitude picks")


def seconds_of(text):
    return datetime.fromisoformat(text.replace("Z", "").ljust(26, "0")[:26]).replace(tzinfo=timezone.utc).timestamp()


def labelled(path):
    events = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            key = row["event_id"]
            count = (events[key].picks if key in events else 0) + bool(row["p_time"]) + bool(row["s_time"])
            events[key] = Hypocentre(key, seconds_of(row["origin_time"]), float(row["event_lat"]), float(row["event_lon"]), float(row["depth_km"]),
                                     float(row["magnitude"]), count)
    return sorted(events.values(), key=lambda e: e.time)


def preferred(event, name, reference):
    objects = event.findall("{*}" + name)
    wanted = event.findtext("{*}" + reference, "").strip()
    return next((o for o in objects if o.get("publicID") == wanted), objects[-1] if objects else None)


def found(path):
    out = []
    for event in ElementTree.parse(path).getroot().iter():
        if not event.tag.endswith("}event"):
            continue
        origin = preferred(event, "origin", "preferredOriginID")
        if origin is None:
            continue
        number = lambda object, name: float(object.findtext(f"{{*}}{name}/{{*}}value"))
        magnitude = preferred(event, "magnitude", "preferredMagnitudeID")
        used = sum(float(a.findtext("{*}timeWeight", "1")) > 0 for a in origin.findall("{*}arrival"))
        out.append(Hypocentre(event.get("publicID"), seconds_of(origin.findtext("{*}time/{*}value")), number(origin, "latitude"), number(origin, "longitude"),
                              number(origin, "depth") / 1e3, None if magnitude is None else number(magnitude, "mag"), used))
    return out


def kilometres(a, b):
    north = math.radians(a.latitude - b.latitude)
    east = math.radians(a.longitude - b.longitude) * math.cos(math.radians(0.5 * (a.latitude + b.latitude)))
    return 6371.0 * math.hypot(north, east)


def pairs(truth, events, seconds, km):
    near = sorted((abs(t.time - e.time) / seconds + kilometres(t, e) / km, i, j) for i, t in enumerate(truth) for j, e in enumerate(events)
                  if abs(t.time - e.time) <= seconds and kilometres(t, e) <= km)
    left, right, out = set(), set(), []
    for _, i, j in near:
        if i not in left and j not in right:
            left.add(i), right.add(j), out.append((truth[i], events[j]))
    return sorted(out, key=lambda pair: pair[0].time), [t for i, t in enumerate(truth) if i not in left], [e for j, e in enumerate(events) if j not in right]


def row(name, values, unit):
    if not values:
        return f"| {name} | not given | | |"
    size = sorted(abs(v) for v in values)
    at90 = size[min(len(size) - 1, math.ceil(0.9 * len(size)) - 1)]
    return f"| {name} | {statistics.median(size):.2f} {unit} | {at90:.2f} {unit} | {statistics.median(values):+.2f} {unit} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events")
    parser.add_argument("labels")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--km", type=float, default=15.0)
    parser.add_argument("--list", action="store_true", help="each labelled event beside what was found, then the extra ones")
    options = parser.parse_args()
    truth, events = labelled(options.labels), found(options.events)
    matched, missed, extra = pairs(truth, events, options.seconds, options.km)
    if options.list:
        clock = lambda e: datetime.fromtimestamp(e.time, timezone.utc).strftime("%H:%M:%S.%f")[:-4]
        size = lambda e: "M ?   " if e.magnitude is None else f"M {e.magnitude:4.2f}"
        for t, e in matched:
            print(f"{clock(t)} {size(t)} {t.depth:5.1f} km {t.picks:3d} labels: {kilometres(t, e):5.2f} km, depth {e.depth - t.depth:+6.2f} km, {e.time - t.time:+5.2f} s, {size(e)}, {e.picks} picks")
        for t in missed:
            print(f"{clock(t)} {size(t)} {t.depth:5.1f} km {t.picks:3d} labels: not found")
        for e in extra:
            print(f"{clock(e)} {size(e)} {e.latitude:8.4f} {e.longitude:9.4f} {e.depth:5.1f} km {e.picks:3d} picks: extra")
    print("| | Of all |\n|---|---|")
    print(f"| labelled events found | {len(matched)} of {len(truth)} |")
    print(f"| events that nobody labelled | {len(extra)}, {sum(e.picks >= 15 for e in extra)} of them on 15 picks or more |")
    print("\n| Against the catalogue | Median of the size | 90th percentile | Median |\n|---|---|---|---|")
    print(row("epicentre", [kilometres(t, e) for t, e in matched], "km"))
    print(row("depth", [e.depth - t.depth for t, e in matched], "km"))
    print(row("origin time", [e.time - t.time for t, e in matched], "s"))
    print(row("magnitude", [e.magnitude - t.magnitude for t, e in matched if e.magnitude is not None], ""))


if __name__ == "__main__":
    main()
