#include "ui/panels/picks_model.h"

#include "core/label/edits.h"
#include "core/label/source_text.h"
#include "ui/panels/pick_mime.h"
#include "ui/theme/style.h"

#include <algorithm>
#include <unordered_set>

namespace seisdesk {

namespace {

/// Of one sigma; the larger side where they differ.
std::optional<double> uncertaintyOf(const Label& label)
{
    if (!label.lowerUncertaintySeconds) return label.upperUncertaintySeconds;
    return label.upperUncertaintySeconds ? std::max(*label.lowerUncertaintySeconds, *label.upperUncertaintySeconds) : label.lowerUncertaintySeconds;
}

/// "auto", "auto rejected", "manual confirmed".
QString statusText(const Label& label)
{
    const QString mode = label.mode == Mode::Automatic ? PicksModel::tr("auto") : PicksModel::tr("manual");
    return label.review == Review::Preliminary ? mode : mode + QLatin1Char(' ') + QString::fromStdString(word(label.review));
}

QString polarityMark(Polarity polarity)
{
    switch (polarity) {
    case Polarity::Positive: return QStringLiteral("▲");
    case Polarity::Negative: return QStringLiteral("▼");
    case Polarity::Undecidable: return QStringLiteral("✕");
    case Polarity::Unset: break;
    }
    return {};
}

/// "CI.CLC" for a pick that names no channel.
QString streamText(const StreamId& stream)
{
    QString text = QString::fromStdString(stream.text());
    while (text.endsWith(QLatin1Char('.'))) text.chop(1);
    return text;
}

bool isNumber(int column) { return column >= PicksModel::Confidence && column <= PicksModel::BackAzimuth; }

const std::optional<Estimate>& estimateIn(const Label& label, int column)
{
    const SourceEstimate& s = label.source;
    return column == PicksModel::Magnitude ? s.magnitude : column == PicksModel::Distance ? s.distanceKm : s.backAzimuthDeg;
}

double valueIn(const Label& label, int column)
{
    const auto& estimate = estimateIn(label, column);
    return estimate ? estimate->value : -1e9;
}

QVariant estimateText(const Label& label, int column)
{
    const auto& estimate = estimateIn(label, column);
    if (!estimate) return {};
    return QString::fromStdString(column == PicksModel::Magnitude ? magnitudeText(*estimate) : column == PicksModel::Distance ? distanceText(*estimate) : backAzimuthText(*estimate));
}

QString tipOf(const Label& label)
{
    QString tip = QString::fromStdString(formatTime(label.time) + "  " + label.stream.text() + "  " + label.phase);
    for (const std::string& line : {sourceText(label.source), firstMotionText(label.source), label.comment})
        if (!line.empty()) tip += QLatin1Char('\n') + QString::fromStdString(line);
    return tip;
}

int alignment(int column)
{
    const auto horizontal = isNumber(column) ? Qt::AlignRight : column == PicksModel::Polarity ? Qt::AlignHCenter : Qt::AlignLeft;
    return int(horizontal | Qt::AlignVCenter);
}

const std::string& byOf(const Label& label) { return label.model.empty() ? label.author : label.model; }

bool before(const Label& a, const Label& b, int column)
{
    switch (column) {
    case PicksModel::Stream: return a.stream < b.stream;
    case PicksModel::Phase: return a.phase < b.phase;
    case PicksModel::Polarity: return a.polarity < b.polarity;
    case PicksModel::Onset: return a.onset < b.onset;
    case PicksModel::Uncertainty: return uncertaintyOf(a).value_or(-1.0) < uncertaintyOf(b).value_or(-1.0);
    case PicksModel::Confidence: return a.confidence.value_or(-1.0) < b.confidence.value_or(-1.0);
    case PicksModel::Magnitude:
    case PicksModel::Distance:
    case PicksModel::BackAzimuth: return valueIn(a, column) < valueIn(b, column);
    case PicksModel::Status: return std::pair(a.mode, a.review) < std::pair(b.mode, b.review);
    case PicksModel::Event: return a.event < b.event;
    case PicksModel::By: return byOf(a) < byOf(b);
    default: return a.time < b.time;
    }
}

}  // namespace

namespace {
std::vector<Id> idsOf(const std::vector<const Label*>& labels)
{
    std::vector<Id> out;
    out.reserve(labels.size());
    for (const Label* label : labels) out.push_back(label->id);
    return out;
}
}  // namespace

void PicksModel::setLabels(const LabelSet* labels)
{
    beginResetModel();
    m_labels = labels;
    m_rows = idsOf(wanted());
    endResetModel();
}

void PicksModel::setFilter(const PickFilter& filter)
{
    if (filter == m_filter) return;
    beginResetModel();
    m_filter = filter;
    m_rows = idsOf(wanted());
    endResetModel();
}

void PicksModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= Columns) return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<Id> kept;
    for (const QModelIndex& index : from) kept.push_back(m_rows[static_cast<std::size_t>(index.row())]);
    m_sortColumn = column;
    m_order = order;
    m_rows = idsOf(wanted());
    std::unordered_map<Id, int> rows;
    if (!kept.empty())
        for (std::size_t i = 0; i < m_rows.size(); ++i) rows.emplace(m_rows[i], static_cast<int>(i));
    QModelIndexList to;
    for (qsizetype i = 0; i < from.size(); ++i) to << index(rows.at(kept[static_cast<std::size_t>(i)]), from[i].column());
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void PicksModel::refresh(const TimeSpan& changed)
{
    const bool wasOneDay = m_oneDay;
    const std::vector<const Label*> labels = wanted();
    const std::vector<Id> now = idsOf(labels);
    if (m_oneDay != wasOneDay && !m_rows.empty()) Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time));
    // All that differs lies between a common head and a common tail.
    const auto [a, b] = std::mismatch(m_rows.begin(), m_rows.end(), now.begin(), now.end());
    const auto head = a - m_rows.begin();
    auto tail = std::mismatch(m_rows.rbegin(), std::make_reverse_iterator(a), now.rbegin(), std::make_reverse_iterator(b)).first - m_rows.rbegin();
    const int first = static_cast<int>(head), oldEnd = static_cast<int>(std::ssize(m_rows) - tail), newEnd = static_cast<int>(std::ssize(now) - tail);
    if (oldEnd > first) {
        beginRemoveRows({}, first, oldEnd - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + oldEnd);
        endRemoveRows();
    }
    if (newEnd > first) {
        beginInsertRows({}, first, newEnd - 1);
        m_rows.insert(m_rows.begin() + first, now.begin() + first, now.begin() + newEnd);
        endInsertRows();
    }
    // Values that changed under their id, in runs.
    int from = -1;
    const auto touched = [&](int row) {
        const Label& l = *labels[static_cast<std::size_t>(row)];
        return changed.contains(l.time);
    };
    for (int row = 0; row <= rowCount(); ++row) {
        const bool yes = row < rowCount() && (row < first || row >= newEnd) && touched(row);
        if (yes && from < 0) from = row;
        if (!yes && from >= 0) {
            Q_EMIT dataChanged(index(from, 0), index(row - 1, Columns - 1));
            from = -1;
        }
    }
}

bool PicksModel::shows(const Label& label) const
{
    if (label.end || (!m_filter.rejected && label.review == Review::Rejected) || (!m_filter.automatic && label.mode == Mode::Automatic)) return false;
    if (m_filter.loose && (!label.event.empty() || label.review == Review::Rejected)) return false;
    if (m_filter.text.isEmpty()) return true;
    const QString text = QString::fromStdString(label.stream.text() + ' ' + label.phase + ' ' + byOf(label) + ' ' + label.author) + QLatin1Char(' ') + statusText(label);
    const QStringList words = m_filter.text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

std::vector<const Label*> PicksModel::wanted()
{
    if (!m_labels) return {};
    std::vector<const Label*> labels = m_labels->all();
    m_loose = static_cast<std::size_t>(std::count_if(labels.begin(), labels.end(), [](const Label* l) { return !l->end && l->event.empty() && l->review != Review::Rejected; }));
    std::erase_if(labels, [this](const Label* label) { return !shows(*label); });
    if (m_sortColumn != Time)
        std::stable_sort(labels.begin(), labels.end(), [this](const Label* a, const Label* b) {
            return m_order == Qt::AscendingOrder ? before(*a, *b, m_sortColumn) : before(*b, *a, m_sortColumn);
        });
    else if (m_order == Qt::DescendingOrder)
        std::reverse(labels.begin(), labels.end());
    m_hasSources = std::any_of(labels.begin(), labels.end(), [](const Label* l) { return l->source.magnitude || l->source.distanceKm || l->source.backAzimuthDeg; });
    m_hasEvents = std::any_of(labels.begin(), labels.end(), [](const Label* l) { return !l->event.empty(); });
    using std::chrono::days;
    const auto [first, last] = std::minmax_element(labels.begin(), labels.end(), [](const Label* a, const Label* b) { return a->time < b->time; });
    m_oneDay = labels.empty() || std::chrono::floor<days>((*first)->time) == std::chrono::floor<days>((*last)->time);
    return labels;
}

const Label* PicksModel::label(const QModelIndex& index) const
{
    if (!m_labels || !index.isValid() || !checkIndex(index)) return nullptr;
    return m_labels->find(m_rows[static_cast<std::size_t>(index.row())]);
}

int PicksModel::rowOf(const Id& id) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int PicksModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int PicksModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

Qt::ItemFlags PicksModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const int c = index.column();
    if (index.isValid()) flags |= Qt::ItemIsDragEnabled;
    return index.isValid() && (c == Phase || c == Polarity || c == Onset || c == Uncertainty || c == Status) ? flags | Qt::ItemIsEditable : flags;
}

QVariant PicksModel::data(const QModelIndex& index, int role) const
{
    const Label* l = label(index);
    if (!l) return {};
    const int column = index.column();
    if (role == Qt::FontRole && (column == Time || isNumber(column))) return numberFont();
    if (role == Qt::TextAlignmentRole) return alignment(column);
    if (role == Qt::ToolTipRole) return tipOf(*l);
    if (role == Qt::EditRole) {
        switch (column) {
        case Polarity: return static_cast<int>(l->polarity);
        case Onset: return static_cast<int>(l->onset);
        case Status: return static_cast<int>(l->review);
        case Uncertainty: return uncertaintyOf(*l).value_or(0.0);
        default: break;
        }
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) return {};
    switch (column) {
    case Time: return QString::fromStdString(formatTime(l->time, 3).substr(0, 23)).replace(QLatin1Char('T'), QLatin1Char(' ')).mid(m_oneDay ? 11 : 0);
    case Stream: return streamText(l->stream);
    case Phase: return QString::fromStdString(l->phase);
    case Polarity: return polarityMark(l->polarity);
    case Onset: return QString::fromStdString(word(l->onset));
    case Uncertainty: return uncertaintyOf(*l) ? QString::number(*uncertaintyOf(*l), 'f', 3) : QVariant();
    case Confidence: return l->confidence ? QString::number(*l->confidence, 'f', 2) : QVariant();
    case Magnitude:
    case Distance:
    case BackAzimuth: return estimateText(*l, column);
    case Status: return statusText(*l);
    case Event: return l->event.empty() ? QVariant() : QVariant(m_eventName ? m_eventName(l->event) : QString::fromStdString(l->event).section(QLatin1Char('/'), -1));
    case By: return QString::fromStdString(byOf(*l));
    default: return {};
    }
}

QStringList PicksModel::mimeTypes() const { return {pickMimeType()}; }

QMimeData* PicksModel::mimeData(const QModelIndexList& indexes) const
{
    std::vector<Id> ids;
    for (const QModelIndex& index : indexes)
        if (const Label* l = index.column() == Time ? label(index) : nullptr) ids.push_back(l->id);
    return pickMime(ids);
}

bool PicksModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const Label* l = label(index);
    if (!l || role != Qt::EditRole) return false;
    const Signature by{m_author, now()};
    Edit edit;
    switch (index.column()) {
    case Phase:
        if (value.toString().trimmed().isEmpty()) return false;
        edit = setPhase(*l, value.toString().trimmed().toStdString(), by);
        break;
    case Polarity: edit = setPolarity(*l, static_cast<seisdesk::Polarity>(value.toInt()), by); break;
    case Onset: edit = setOnset(*l, static_cast<OnsetQuality>(value.toInt()), by); break;
    case Uncertainty: edit = setUncertainty(*l, value.toDouble(), value.toDouble(), by); break;
    case Status:
        if (static_cast<Review>(value.toInt()) == Review::Rejected) edit = rejectLabel(*l);
        else if (static_cast<Review>(value.toInt()) == Review::Confirmed) edit = confirmLabel(*l, by);
        break;
    default: return false;
    }
    if (edit.empty()) return false;
    Q_EMIT edited(edit);
    return true;
}

QVariant PicksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) return {};
    static const QString titles[] = {tr("Time"), tr("Stream"), tr("Phase"), tr("±"), tr("Conf."), tr("σ s"), tr("M"), tr("km"), tr("Baz °"), tr("Status"), tr("Onset"), tr("Event"), tr("By")};
    static const QString tips[] = {tr("Onset, UTC"), tr("Network, station, location, channel"), tr("Phase hint"), tr("First motion: ▲ up, ▼ down, ✕ undecidable"),
                                   tr("Confidence: height of the model's curve, 0 to 1"), tr("Uncertainty, one sigma in seconds"),
                                   tr("Magnitude, as the model estimates it from this record, and its sigma"), tr("Epicentral distance in km, likewise"),
                                   tr("Back-azimuth: from the station to the source, degrees from north, likewise"),
                                   tr("Who made it and where it stands in review"), tr("Onset quality"), tr("The event that the pick belongs to: its origin time"), tr("Model or analyst")};
    if (role == Qt::DisplayRole) return titles[section];
    if (role == Qt::TextAlignmentRole) return alignment(section);
    return role == Qt::ToolTipRole ? QVariant(tips[section]) : QVariant();
}

}  // namespace seisdesk
