#pragma once
// ViewOptions: how traces are shown, except the time axis.

#include <QString>
#include <QStringList>

namespace seisdesk {

enum class TraceSort { Name, Distance, Azimuth, Time };
enum class TraceAlign { None, P, S, Origin, TheoreticalP };
enum class TraceScale { PerTrace, Common, PerStation };
/// Theoretical arrivals: P and S; with crustal and mantle phases; all that arrive.
enum class TheoryPhases { First, Regional, All };
enum class ComponentMode { All, Vertical, North, East };

/// Everything about how traces are shown except the time axis; a value, saved with the project.
struct ViewOptions {
    TraceSort sort = TraceSort::Name;
    TraceAlign align = TraceAlign::None;
    TraceScale scale = TraceScale::PerTrace;
    ComponentMode components = ComponentMode::All;
    QString stationFilter;       ///< glob on "NET.STA.LOC.CHA" or plain text in it; empty shows all
    QStringList hiddenStations;  ///< "NET.STA" of stations that are switched off
    bool filterOn = false;
    QString filter;              ///< "BP 1-20", "HP 1", "LP 5"; see parseFilter in core/signal
    bool showCurves = true;
    bool showLabels = true;
    bool showRejected = false;
    bool showTheory = true;      ///< theoretical arrivals of the event under review
    bool showAmplitudes = true;  ///< amplitude windows, while there are any
    TheoryPhases theoryPhases = TheoryPhases::First;
    double amplitude = 1.0;      ///< factor on the automatic scale
    int rowHeight = 64;          ///< px of one trace
    bool operator==(const ViewOptions&) const = default;
};

}  // namespace seisdesk
