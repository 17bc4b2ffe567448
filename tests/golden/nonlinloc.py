#!/usr/bin/env python3
"""Golden numbers for the reader of NonLinLoc's hypocentre files, from ObsPy.

    python3 tests/golden/nonlinloc.py tests/golden

Writes nonlinloc.hyp, three made-up hypocentres in the forms of versions 6 and 7, and nonlinloc.csv with what ObsPy reads from it and from the files it is
tested with ("obspy/..."; found again in the same installation). One row per event and per phase. ObsPy leaves ellipsoids in kilometres and gives
longitudes' errors as degrees of a great circle; both are kept here as it has them.
"""
import csv
import math
import pathlib
import random
import sys
import warnings

import obspy
from obspy.io.nlloc import core as nlloc

warnings.simplefilter("ignore")
folder = pathlib.Path(sys.argv[1])
random.seed(7)


def hypocentre(day, second, latitude, longitude, depth, version, status="LOCATED"):
    xx, xy, yy, zz = [round(random.uniform(*span), 4) for span in ((0.5, 4), (-0.4, 0.4), (0.5, 4), (1, 9))]
    middle, half = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    azimuth = (90 - math.degrees(0.5 * math.atan2(2 * xy, xx - yy))) % 180
    lines = [f'NLLOC "./loc/made.up" "{status}" "Location {"completed" if status == "LOCATED" else "refused"}."']
    if version == 7:
        lines.append(f"PUBLIC_ID smi:example.org/event/{day}")
    run = "run:" if version == 7 else ""
    lines += [f'SIGNATURE "An Observatory   NLLoc:v{version}.00.00 {run}03Apr2021 09h08m07"', 'COMMENT "Made up"', "GRID  51 51 31  -50 -50 -1  2 2 1 PROB_DENSITY",
              f"HYPOCENTER  x 1 y 2 z {depth}  OT {second}  ix -1 iy -1 iz -1",
              f"GEOGRAPHIC  OT 2021 03 {day:02d}  23 59 {second:9.6f}  Lat {latitude:.6f} Long {longitude:.6f} Depth {depth:.6f}",
              f"QUALITY  Pmax 1e+10 MFmin 2 MFmax 9 RMS 0.123 Nphs 5 Gap 101.5 Dist 7.5 Mamp  2.35 4 Mdur  -9.9 0",
              f"STATISTICS  ExpectX 1.1 Y 2.2 Z 3.3  CovXX {xx} XY {xy} XZ 0.1 YY {yy} YZ 0.2 ZZ {zz} EllAz1  10 Dip1  5 Len1  1.5 Az2  100 Dip2  -20 Len2  2.5 Len3  3.5e+00",
              "QML_OriginQuality  assocPhCt 5  usedPhCt 4  assocStaCt -1  usedStaCt 3  depthPhCt -1  stdErr 0.123  azGap 101.5  secAzGap 150.25  gtLevel -  minDist 7.5 maxDist 61.25 medDist 20.5",
              f"QML_OriginUncertainty  horUnc -1  minHorUnc {math.sqrt(2.3 * (middle - half)):.5f}  maxHorUnc {math.sqrt(2.3 * (middle + half)):.5f}  azMaxHorUnc {azimuth:.4f}"]
    if version == 7:
        lines.append("QML_ConfidenceEllipsoid  semiMajorAxisLength 3.5  semiMinorAxisLength 1.5  semiIntermediateAxisLength 2.5  majorAxisPlunge 60.5  majorAxisAzimuth 201.25  majorAxisRotation 12.5")
    lines += [f"FOCALMECH  Hyp  {latitude} {longitude} {depth} Mech  120 60 -75 mf  0.125 nObs 9",
              "PHASE ID Ins Cmp On Pha  FM Date     HrMn   Sec     Err  ErrMag    Coda      Amp       Per " + (" PriorWt " if version == 7 else "") +
              " >   TTpred    Res       Weight    StaLoc(X  Y         Z)        SDist    SAzim  RAz  RDip RQual    Tcorr"]
    for k, (station, channel, onset, phase, motion) in enumerate((("AAA", "HHZ", "I", "P", "U"), ("AAA", "?", "?", "S", "?"), ("NEAR", "EHZ", "E", "Pg", "D"), ("BB.FAR", "HHZ", "i", "Pn", "c"), ("ZZZ9", "N", "?", "Sn", "-"))):
        prior = f"{float(k != 4):9.4f} " if version == 7 else ""
        lines.append(f"{station:<6} ?    {channel:<4} {onset} {phase:<6} {motion} 202103{day:02d} 2359 {second + 1.25 + 9.5 * k:9.4f} GAU {0.05 * (k + 1):9.2e} -1.00e+00 -1.00e+00 -1.00e+00 {prior}> "
                     f"{2.0 * k:9.4f} {random.uniform(-0.5, 0.5):9.4f} {0.0 if k == 4 else random.uniform(0.2, 1.8):9.4f} 1.0 2.0 0.0 {7.5 + 12.25 * k:9.4f} {31.5 * k + 3:6.2f} {31.5 * k + 2:5.1f} {95.5 + 10 * k:5.1f} {0 if k == 2 else 7:2d} {0.03 * (k == 3):9.4f}")
    return "\n".join(lines + ["END_PHASE", "END_NLLOC", "", ""])


text = hypocentre(3, 20.1957, 51.657659, 7.736781, 1.43359, 6) + hypocentre(31, 58.5, -14.4937, -179.951, 34.2663, 7) + hypocentre(9, 0.25, 38.25, 142.5, -0.5, 7, "REJECTED")
(folder / "nonlinloc.hyp").write_text(text)

out = csv.writer(open(folder / "nonlinloc.csv", "w", newline=""), lineterminator="\n")
out.writerow(["file", "event", "station", "channel", "phase", "time_ns", "polarity", "onset", "error", "residual", "weight", "distance_deg", "azimuth", "takeoff", "latitude", "longitude", "depth_m",
              "latitude_error", "longitude_error_great_circle", "depth_error", "ellipse_max", "ellipse_min", "ellipse_azimuth", "ellipsoid_major_km", "plunge", "rms", "gap", "used_phases", "status"])
data = pathlib.Path(nlloc.__file__).parent / "tests" / "data"
sources = [("nonlinloc.hyp", folder / "nonlinloc.hyp")] + [("obspy/" + p.name, p) for p in sorted(data.glob("*.hyp"))]


def text_of(value):
    return "" if value is None else repr(float(value))


for name, path in sources:
    for number, event in enumerate(obspy.read_events(str(path), format="NLLOC_HYP")):
        o = event.origins[0]
        u, q = o.origin_uncertainty, o.quality
        e = u.confidence_ellipsoid
        out.writerow([name, number, "", "", "", o.time.ns, "", "", "", "", "", "", "", ""] + [text_of(v) for v in (
            o.latitude, o.longitude, o.depth, o.latitude_errors.uncertainty, o.longitude_errors.uncertainty, o.depth_errors.uncertainty, u.max_horizontal_uncertainty,
            u.min_horizontal_uncertainty, u.azimuth_max_horizontal_uncertainty, e.semi_major_axis_length if e else None, e.major_axis_plunge if e else None, q.standard_error, q.azimuthal_gap,
            q.used_phase_count)] + [o.evaluation_status or ""])
        picks = {p.resource_id: p for p in event.picks}
        for a in o.arrivals:
            p = picks[a.pick_id]
            out.writerow([name, number, p.waveform_id.station_code, p.waveform_id.channel_code or "", a.phase, p.time.ns, p.polarity or "", p.onset or ""] + [text_of(v) for v in (
                p.time_errors.uncertainty, a.time_residual, a.time_weight, a.distance, a.azimuth, a.takeoff_angle)] + [""] * 15)
