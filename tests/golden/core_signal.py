#!/usr/bin/env python3
"""Makes tests/core/signal/golden/*.txt: what ObsPy, SciPy and matplotlib make of a synthetic record.

Run it with a Python that has obspy and matplotlib: python tests/golden/core_signal.py
Every line is a name and numbers. Of long results only every STRIDE-th sample is kept; the test thins its own result in the
same way. The synthetic record is the one of tests/core/signal/golden.h.
"""
import pathlib
import warnings

import numpy as np
import obspy
from matplotlib import mlab
from obspy.core.inventory import response as R
from obspy.signal import filter as osf
from obspy.signal import invsim, polarization, rotate, trigger
from obspy.signal.util import _npts2nfft
from scipy import signal as scipy_signal
from scipy import stats

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).resolve().parent.parent / "core" / "signal" / "golden"
STRIDE = 53
RATE = 100.0


def synthetic(n, seed, rate=RATE):
    """Noise, a wave packet at 40 % of the record, a long wave, an offset and a trend, as float32."""
    state, noise = seed, np.empty(n)
    for i in range(n):
        state = (1664525 * state + 1013904223) % 2**32
        noise[i] = state / 2.0**32 - 0.5
    t = np.arange(n) / rate
    away = t - 0.4 * n / rate
    x = 50 * noise + 1000 * np.exp(-away**2) * np.sin(2 * np.pi * 3 * away) + 200 * np.sin(2 * np.pi * 0.3 * t) + 120 + 5 * t
    return x.astype(np.float32)


def line(name, values):
    return name + "".join(" %.10g" % v for v in np.atleast_1d(np.asarray(values, dtype=np.float64))) + "\n"


def thin(x):
    return np.asarray(x)[::STRIDE]


def write(name, lines):
    (HERE / name).write_text("".join(lines))


def make_filters():
    x = synthetic(3001, 1).astype(np.float64)
    out = []
    for corners in (1, 2, 3, 4, 7):
        for zero in (False, True):
            tag = "%d%s" % (corners, "zp" if zero else "")
            out.append(line("BP" + tag, thin(osf.bandpass(x, 1, 20, RATE, corners, zero))))
            out.append(line("HP" + tag, thin(osf.highpass(x, 2, RATE, corners, zero))))
            out.append(line("LP" + tag, thin(osf.lowpass(x, 5, RATE, corners, zero))))
    out.append(line("BPnyquist", thin(osf.bandpass(x, 1, 60, RATE, 4, False))))
    out.append(line("BPlong", thin(osf.bandpass(x, 0.02, 0.1, RATE, 4, False))))
    write("filter.txt", out)


def trace_of(x, rate=RATE):
    return obspy.Trace(np.array(x, dtype=np.float64), {"sampling_rate": rate})


def make_time_domain():
    x = synthetic(3001, 2)
    out = [line("demean", thin(trace_of(x).detrend("demean").data)), line("linear", thin(trace_of(x).detrend("linear").data))]
    for n in (3001, 3000):
        for fraction in (0.05, 0.5):
            out.append(line("taper%d_%g" % (n, fraction), trace_of(np.ones(n)).taper(fraction, type="hann").data[:: STRIDE // 4]))
    out.append(line("differentiate", thin(trace_of(x).differentiate().data)))
    out.append(line("integrate", thin(trace_of(x).integrate().data)))
    write("time_domain.txt", out)


def make_triggers():
    x = synthetic(3001, 3)
    x = x - x[:500].mean(dtype=np.float64)
    x = x.astype(np.float32)
    double = x.astype(np.float64)
    classic = trigger.classic_sta_lta(double, 50, 500)
    recursive = trigger.recursive_sta_lta(double, 50, 500)
    rolling = np.lib.stride_tricks.sliding_window_view(double, 200)
    kurt = np.concatenate([np.zeros(199), stats.kurtosis(rolling, axis=1, fisher=False)])
    piece = double[1000:1300]
    write("trigger.txt", [
        line("classic", thin(classic)), line("recursive", thin(recursive)), line("kurtosis", thin(kurt)),
        line("onsets", trigger.trigger_onset(classic, 1.5, 0.7).ravel()),
        line("aic", trigger.aic_simple(piece)[::7]), line("aic_minimum", [np.argmin(trigger.aic_simple(piece)[2:-2]) + 2])])


def make_rotations():
    a, b, c = (synthetic(1000, s).astype(np.float64) for s in (4, 5, 6))
    out = []
    for name, axes in (("borehole", ((312.0, 0.0), (42.0, 0.0), (0.0, -90.0))), ("skew", ((10.0, 3.0), (96.0, -2.0), (200.0, -86.0))),
                       ("sts", ((-30.0, -35.3), (90.0, -35.3), (210.0, -35.3)))):
        z, n, e = rotate.rotate2zne(a, *axes[0], b, *axes[1], c, *axes[2])
        out += [line(name + "_axes", np.ravel(axes)), line(name + "_z", thin(z)), line(name + "_n", thin(n)), line(name + "_e", thin(e))]
    r, t = rotate.rotate_ne_rt(b, c, 37.0)
    out += [line("r", thin(r)), line("t", thin(t))]
    l, q, t = rotate.rotate_zne_lqt(a, b, c, 217.0, 31.0)
    out += [line("l", thin(l)), line("q", thin(q)), line("lqt_t", thin(t))]
    write("rotate.txt", out)


def make_polarisation():
    out = []
    for k, (baz, inc) in enumerate(((35.0, 20.0), (140.0, 35.0), (260.0, 5.0), (359.0, 60.0))):
        p = synthetic(400, 10 + k).astype(np.float64)
        away = np.radians(baz + 180)
        z = p * np.cos(np.radians(inc)) + 0.1 * synthetic(400, 20 + k)
        n = p * np.sin(np.radians(inc)) * np.cos(away) + 0.1 * synthetic(400, 30 + k)
        e = p * np.sin(np.radians(inc)) * np.sin(away) + 0.1 * synthetic(400, 40 + k)
        z, n, e = (v.astype(np.float32).astype(np.float64) for v in (z, n, e))
        out.append(line("flinn%d" % k, [baz, inc, *polarization.flinn([z, n, e])]))
    write("polarisation.txt", out)


def make_spectra():
    x = synthetic(3001, 7).astype(np.float64)
    power, freqs = mlab.psd(x, NFFT=512, Fs=RATE, detrend="mean", window=mlab.window_hanning, noverlap=256)
    odd, _ = mlab.psd(x, NFFT=255, Fs=RATE, detrend="none", window=mlab.window_hanning, noverlap=0)
    spec, sf, st = mlab.specgram(x, NFFT=128, Fs=RATE, detrend="mean", window=mlab.window_hanning, noverlap=96)
    write("spectrum.txt", [line("psd", power[::3]), line("psd_freqs", freqs[::3]), line("psd_odd", odd[::2]), line("spec_times", st[:3]), line("spec_shape", spec.shape),
                           line("spec_freqs", sf[:3]), line("spec", spec.T.ravel()[::97])])


def make_multitaper():
    """The mean of SciPy's periodograms under sine tapers."""
    out = []
    for n, tapers, length in ((1001, 5, 1001), (600, 3, 1024)):
        x = synthetic(n, 9).astype(np.float64)
        x -= x.mean()
        made = []
        for k in range(1, tapers + 1):
            window = np.sin(np.pi * k * np.arange(1, n + 1) / (n + 1))
            freqs, power = scipy_signal.periodogram(x, RATE, window=window, nfft=length, detrend=False)
            made.append(power)
        out += [line("psd%d" % n, np.mean(made, axis=0)[::3]), line("freqs%d" % n, freqs[::3])]
    write("multitaper.txt", out)


FREQS = np.concatenate([[0.0], np.logspace(-2.5, np.log10(49.0), 40)])


def dump_response(name, resp):
    first = resp.response_stages[0].input_units or resp.instrument_sensitivity.input_units
    out = ["case %s\n" % name, "units %s\n" % first.replace(" ", "")]
    sens = resp.instrument_sensitivity
    if sens is not None:
        out.append(line("sensitivity", [sens.value, sens.frequency or 0.0]))
    for s in resp.response_stages:
        if isinstance(s, R.PolesZerosResponseStage):
            kind = {"LAPLACE (RADIANS/SECOND)": 0, "LAPLACE (HERTZ)": 1, "DIGITAL (Z-TRANSFORM)": 2}[s.pz_transfer_function_type]
            flat = [kind, s.normalization_factor, s.normalization_frequency, len(s.zeros)] + [p for z in s.zeros for p in (z.real, z.imag)]
            out.append(line("paz", flat + [len(s.poles)] + [p for z in s.poles for p in (z.real, z.imag)]))
        elif isinstance(s, R.CoefficientsTypeResponseStage):
            out.append(line("coefficients", [len(s.numerator), *s.numerator, len(s.denominator), *s.denominator]))
        elif isinstance(s, R.FIRResponseStage):
            c = [float(v) for v in s.coefficients]
            c = c + c[-2::-1] if s.symmetry == "ODD" else c + c[::-1] if s.symmetry == "EVEN" else c
            out.append(line("fir", c))
        elif isinstance(s, R.ResponseListResponseStage):
            out.append(line("list", [v for p in s.response_list_elements for v in (p.frequency, p.amplitude, p.phase)]))
        else:
            out.append("none\n")
        if s.stage_gain is not None:
            out.append(line("gain", [s.stage_gain, s.stage_gain_frequency]))
        if s.decimation_input_sample_rate is not None:
            out.append(line("decimation", [s.decimation_input_sample_rate, s.decimation_factor, s.decimation_delay, s.decimation_correction]))
    for output in ("DISP", "VEL", "ACC"):
        h = resp.get_evalresp_response_for_frequencies(FREQS, output=output)
        out.append(line("at" + output, np.column_stack([FREQS, h.real, h.imag]).ravel()))
    return out


def stage(cls, number, gain, frequency, units, rate=None, factor=1, delay=0.0, correction=0.0, **more):
    if rate is not None:
        more.update(decimation_input_sample_rate=rate, decimation_factor=factor, decimation_offset=0, decimation_delay=delay, decimation_correction=correction)
    return cls(number, gain, frequency, units[0], units[1], **more)


def made_responses():
    """Responses with everything that the real ones lack."""
    paz = dict(pz_transfer_function_type="LAPLACE (HERTZ)", normalization_frequency=1.0, zeros=[0, 0], poles=[-0.7 + 0.7j, -0.7 - 0.7j], normalization_factor=1.7)
    asym = [0.02, 0.15, 0.4, 0.25, 0.1, 0.05, 0.02, 0.01]
    hertz = R.Response(instrument_sensitivity=R.InstrumentSensitivity(4e4, 5.0, "CM/S", "COUNTS"), response_stages=[
        stage(R.PolesZerosResponseStage, 1, 100.0, 2.0, ("CM/S", "V"), **paz),
        stage(R.CoefficientsTypeResponseStage, 2, 400.0, 0.0, ("V", "COUNTS"), 400.0, 1, 0.0, 0.0, cf_transfer_function_type="DIGITAL", numerator=[], denominator=[]),
        stage(R.CoefficientsTypeResponseStage, 3, 1.0, 0.0, ("COUNTS", "COUNTS"), 400.0, 2, 0.006, 0.005, cf_transfer_function_type="DIGITAL", numerator=asym, denominator=[]),
        stage(R.FIRResponseStage, 4, 1.0, 0.0, ("COUNTS", "COUNTS"), 200.0, 2, 0.01, 0.01, symmetry="EVEN", coefficients=[0.01, 0.09, 0.4]),
        stage(R.FIRResponseStage, 5, 1.0, 0.0, ("COUNTS", "COUNTS"), 100.0, 1, 0.02, 0.02, symmetry="ODD", coefficients=[-0.05, 0.3, 0.52])])
    accelerometer = R.Response(instrument_sensitivity=R.InstrumentSensitivity(2.5e5, 1.0, "M/S**2", "COUNTS"), response_stages=[
        stage(R.PolesZerosResponseStage, 1, 0.25, 1.0, ("M/S**2", "V"), pz_transfer_function_type="LAPLACE (RADIANS/SECOND)", normalization_frequency=1.0,
              zeros=[], poles=[-981 + 1009j, -981 - 1009j, -3290 + 1263j, -3290 - 1263j], normalization_factor=2.459e13),
        stage(R.PolesZerosResponseStage, 2, 1e6, 1.0, ("V", "COUNTS"), 100.0, pz_transfer_function_type="DIGITAL (Z-TRANSFORM)", normalization_frequency=1.0,
              zeros=[1.0], poles=[0.998], normalization_factor=0.999),
        stage(R.CoefficientsTypeResponseStage, 3, 1.0, 1.0, ("COUNTS", "COUNTS"), 100.0, cf_transfer_function_type="DIGITAL", numerator=[0.5, 0.5], denominator=[1.0, -0.1, 0.05])])
    points = [R.ResponseListElement(f, a, p) for f, a, p in
              ((0.0, 0.0, 90.0), (0.5, 0.4, 80.0), (1.0, 0.9, 60.0), (2.0, 1.05, 30.0), (5.0, 1.0, 5.0), (20.0, 0.98, -10.0), (50.0, 0.9, -40.0))]
    listed = R.Response(instrument_sensitivity=R.InstrumentSensitivity(1e9, 5.0, "M", "COUNTS"), response_stages=[
        stage(R.ResponseListResponseStage, 1, 500.0, 5.0, ("M", "V"), response_list_elements=points), stage(R.ResponseStage, 2, 2e6, 0.0, ("V", "COUNTS"))])
    return [("hertz", hertz), ("accelerometer", accelerometer), ("listed", listed)]


def make_responses():
    inv = obspy.read_inventory()
    chosen = [("fur", inv.select(station="FUR", channel="BHZ")[0][0][0].response), ("rjob", inv.select(station="RJOB", channel="EHZ")[0][0][0].response)]
    out = []
    for name, resp in chosen + made_responses():
        out += dump_response(name, resp)
    write("response.txt", out)

    x = synthetic(3001, 8)
    out = []
    for name, resp in chosen[1:]:
        for output in ("DISP", "VEL", "ACC"):
            for tag, kw in (("level", dict(water_level=60)), ("band", dict(water_level=None, pre_filt=(0.2, 0.5, 20, 35))), ("both", dict(water_level=20, pre_filt=(0.05, 0.1, 20, 35)))):
                tr = trace_of(x)
                tr.stats.response = resp
                out.append(line("%s_%s_%s" % (name, output, tag), thin(tr.remove_response(output=output, **kw).data)))
        # Wood-Anderson in the spectrum in which the response is removed.
        data = x.astype(np.float64)
        data = (data - data.mean()) * invsim.cosine_taper(len(data), 0.05, sactaper=True, halfcosine=False)
        nfft = _npts2nfft(len(data))
        h, freqs = resp.get_evalresp_response(1 / RATE, nfft, output="DISP")
        invsim.invert_spectrum(h, 60)
        natural, damping = 2 * np.pi / 0.8, 0.7
        poles = natural * (-damping + np.array([1j, -1j]) * np.sqrt(1 - damping**2))
        wood = 2080 * 1000 * invsim.paz_to_freq_resp(poles, [0j, 0j], 1.0, 1 / RATE, nfft)
        spec = np.fft.rfft(data, nfft) * h * wood * invsim.cosine_sac_taper(freqs, (0.2, 0.5, 20, 35))
        out.append(line(name + "_wood", thin(np.fft.irfft(spec)[: len(data)])))
    write("response_removal.txt", out)


if __name__ == "__main__":
    HERE.mkdir(parents=True, exist_ok=True)
    for make in (make_filters, make_time_domain, make_triggers, make_rotations, make_polarisation, make_spectra, make_multitaper, make_responses):
        make()
