"""The locator beside an independent one, ADLoc (eikonal travel times, Huber norm, L-BFGS-B), on the same picks in one run.

    location_peer.py PROGRAM MODEL LABELS [--json FILE]     e.g. build/release/bin/bench_location resources/velocity/southern-california.txt
                                                            ../shared/data/ridgecrest_continuous/labels.csv

Run it in a Python with adloc, numba, scikit-learn, obspy and pandas. Two sets of picks: made-up events whose travel times are TauP's in the same model
(10 stations, P and S, errors of 0.1 s), and the labelled events of Ridgecrest. MODEL is a table of constant layers. Seconds are of locating alone, after
tables are made and code is compiled; ADLoc begins from the mean of the stations, at the time of the first pick.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import numpy as np
import pandas as pd

KM = 6371.0 * np.pi / 180.0


def layers(file):
    rows = [line.split()[:3] for line in file.read_text().splitlines() if line.strip() and line.strip()[0] not in "#l"]
    return np.array(rows, float)


def made_up(model, folder, count, stations=10):
    """Picks with TauP's times."""
    from obspy.taup import TauPyModel
    from obspy.taup.taup_create import build_taup_model

    rows = []
    for (top, p, s), below in zip(model, [*model[1:, 0], 60.0]):
        rows += [(top, p, s, 2.8), (below, p, s, 2.8)]
    rows += [(60.0, 8.0, 4.6, 3.3), (2891.0, 13.7, 7.3, 5.5), (2891.0, 8.0, 0.0, 9.9), (5150.0, 10.3, 0.0, 12.2), (5150.0, 11.0, 3.5, 12.8), (6371.0, 11.3, 3.7, 13.1)]
    text = "layered\nlayered\n" + "".join("%.3f %.3f %.3f %.3f\n" % row for row in rows)
    (folder / "layered.tvel").write_text(text)
    build_taup_model(str(folder / "layered.tvel"), str(folder), verbose=False)
    taup = TauPyModel(str(folder / "layered.npz"))
    random = np.random.default_rng(3)
    truth, picks = [], []
    network = np.column_stack([35.7 + random.uniform(-0.8, 0.8, 40), -117.5 + random.uniform(-0.9, 0.9, 40)])
    for event in range(count):
        lat, lon, depth = 35.7 + random.uniform(-0.3, 0.3), -117.5 + random.uniform(-0.3, 0.3), random.uniform(2, 14)
        truth.append((event, lat, lon, depth, 1000.0))
        for station in random.choice(len(network), stations, replace=False):
            y, x = network[station]
            degrees = np.hypot(y - lat, (x - lon) * np.cos(np.radians((y + lat) / 2)))
            for phase in "PS":
                arrivals = taup.get_travel_times(depth, degrees, [phase.lower(), phase, phase + "n", phase + "g"])
                picks.append((event, station, y, x, 0.0, phase, 1000.0 + arrivals[0].time + random.normal(0, 0.1), 0.1))
    return truth, picks


def labelled(file):
    table = pd.read_csv(file)
    truth, picks = [], []
    base = pd.to_datetime(table.origin_time).min()
    seconds = lambda text: (pd.to_datetime(text) - base).total_seconds() + 1000.0
    for event, rows in table.groupby("event_id", sort=False):
        first = rows.iloc[0]
        truth.append((event, first.event_lat, first.event_lon, first.depth_km, seconds(first.origin_time)))
        for row in rows.itertuples():
            for phase, at in (("P", row.p_time), ("S", row.s_time)):
                if isinstance(at, str):
                    picks.append((event, row.station, row.station_lat, row.station_lon, 0.0, phase, seconds(at), 0.1 if phase == "P" else 0.2))
    return truth, picks


def ours(program, model, picks, folder):
    pd.DataFrame(picks, columns="event station latitude longitude elevation_km phase seconds sigma".split()).to_csv(folder / "picks.csv", index=False)
    done = subprocess.run([program, model, folder / "picks.csv", folder / "ours.csv"], check=True, capture_output=True, text=True)
    table = pd.read_csv(folder / "ours.csv", dtype={"event": str})
    return {row[0]: row[1:] for row in table.itertuples(index=False)}, float(done.stdout)


def adloc(model, picks):
    from adloc.eikonal2d import init_eikonal2d
    from adloc.sacloc2d import ADLoc

    table = pd.DataFrame(picks, columns="event station latitude longitude elevation_km phase seconds sigma".split())
    lat0, lon0 = table.latitude.mean(), table.longitude.mean()
    x, y = (table.longitude - lon0) * KM * np.cos(np.radians(lat0)), (table.latitude - lat0) * KM
    reach = 1.1 * max(abs(x).max(), abs(y).max())
    z, p, s = [], [], []
    for (top, vp, vs), below in zip(model, [*model[1:, 0], 60.0]):
        z += [top, below - 1e-3]
        p += [vp, vp]
        s += [vs, vs]
    config = {"xlim_km": [-reach, reach], "ylim_km": [-reach, reach], "zlim_km": [0.0, 40.0], "h": 0.3, "vel": {"Z": z, "P": p, "S": s}}
    eikonal = init_eikonal2d(dict(config))
    config["bfgs_bounds"] = ((-reach, reach), (-reach, reach), (0.0, 39.0), (None, None))
    table["x"], table["y"], table["type"] = x, y, (table.phase == "S").astype(int)
    problems = []
    for event, rows in table.groupby("event", sort=False):
        base = rows.seconds.min()
        X = np.column_stack([np.arange(len(rows)), rows.type, 1.0 / (1.0 + rows.type), rows.x, rows.y, np.zeros(len(rows))])
        problems.append((str(event), X, (rows.seconds - base).to_numpy()[:, None], base, np.array([[rows.x.mean(), rows.y.mean(), 8.0, -3.0]])))

    def locate(X, times, start):
        return ADLoc(config, 1, start.copy(), eikonal).fit(X, times).events[0]

    locate(*problems[0][1:3], problems[0][4])  # compiles
    began = time.perf_counter()
    found = [(name, locate(X, times, start), base) for name, X, times, base, start in problems]
    seconds = time.perf_counter() - began
    return {name: (lat0 + e[1] / KM, lon0 + e[0] / (KM * np.cos(np.radians(lat0))), e[2], base + e[3]) for name, e, base in found}, seconds


def apart(a, b):
    """Medians of epicentral distance (km), depth (km) and origin time (s)."""
    d = []
    for event in a.keys() & b.keys():
        p, q = a[event], b[event]
        d.append((KM * np.hypot(p[0] - q[0], (p[1] - q[1]) * np.cos(np.radians(p[0]))), abs(p[2] - q[2]), abs(p[3] - q[3])))
    return [round(float(v), 3) for v in np.median(d, axis=0)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("labels", type=pathlib.Path)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--json", type=pathlib.Path)
    a = parser.parse_args()
    model = layers(a.model)
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for what, (truth, picks) in {"made up": made_up(model, folder, a.events), "Ridgecrest": labelled(a.labels)}.items():
            known = {str(t[0]): t[1:] for t in truth}
            mine, my_seconds = ours(a.program, a.model, picks, folder)
            theirs, their_seconds = adloc(model, picks)
            rows.append({"picks": what, "events": len(known), "picks_per_event": len(picks) / len(known), "seisdesk_per_second": len(mine) / my_seconds, "adloc_per_second": len(theirs) / their_seconds,
                         "seisdesk_from_truth": apart(mine, known), "adloc_from_truth": apart(theirs, known), "apart": apart(mine, theirs)})
    print("| picks | events, picks each | SeisDesk, ADLoc: locations per second | SeisDesk from the truth: km, km deep, s | ADLoc from the truth | apart |\n|---|---|---|---|---|---|")
    for r in rows:
        three = lambda v: ", ".join(map(str, v))
        print(f"| {r['picks']} | {r['events']}, {r['picks_per_event']:.0f} | {r['seisdesk_per_second']:.0f}, {r['adloc_per_second']:.0f} | {three(r['seisdesk_from_truth'])} | {three(r['adloc_from_truth'])} | {three(r['apart'])} |")
    if a.json:
        a.json.write_text(json.dumps(rows, indent=1))


main()
