#include "ui/map/map_base.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

struct Grounds {
    QColor sea, land, shore, border;
};

Grounds groundsOf(const Palette& palette)
{
    if (palette.dark) return {QColor(0x13, 0x1b, 0x24), QColor(0x25, 0x29, 0x2c), QColor(0x62, 0x6c, 0x76), QColor(0x8a, 0x75, 0x52)};
    return {QColor(0xe3, 0xec, 0xf3), QColor(0xfa, 0xf9, 0xf5), QColor(0x8a, 0x97, 0xa3), QColor(0xb0, 0x99, 0x6c)};
}

QPolygonF onScreen(const MapView& view, const std::vector<LonLat>& points)
{
    // Not through at(): the points of a line must not change sides at the date line.
    QPolygonF out;
    out.reserve(static_cast<qsizetype>(points.size()));
    const double turn = 360.0 * std::round((view.longitudeDegrees - points.front().longitudeDegrees) / 360.0);
    for (const LonLat& p : points)
        out << QPointF(view.size.width() / 2.0 + (p.longitudeDegrees + turn - view.longitudeDegrees) * view.pxPerDegree,
                       view.size.height() / 2.0 - (MapView::northingOf(p.latitudeDegrees) - view.northing) * view.pxPerDegree);
    return out;
}

bool inside(const GeoBox& inner, const GeoBox& outer)
{
    return inner.south >= outer.south && inner.north <= outer.north && inner.west >= outer.west && inner.east <= outer.east;
}

void readCoast(const MapView& view, const std::filesystem::path& folder, CoastCache& cache, const Progress& progress)
{
    const GeoBox box = view.box();
    const double width = box.east - box.west;
    if (cache.box && inside(box, *cache.box) && width > 0.4 * cache.widthDegrees && width < 2.0 * cache.widthDegrees) return;
    const double more = 0.25 * width, up = 0.25 * (box.north - box.south);
    const GeoBox wide{std::max(-90.0, box.south - up), std::min(90.0, box.north + up), box.west - more, std::min(box.east + more, box.west - more + 360.0)};
    auto coast = readCoastlines(folder, wide, progress);
    if (!coast && coast.error().code == Error::Code::Cancelled) return;
    cache.box = wide;
    cache.widthDegrees = width;
    cache.note = coast ? std::string() : coast.error().message;
    cache.coast = coast ? std::move(*coast) : Coastlines{};
}

void paintGraticule(QPainter& painter, const MapView& view, const Palette& palette)
{
    const GeoBox box = view.box();
    const double step = std::min(60.0, roundStep(std::max(1e-6, view.size.width() / view.pxPerDegree), 5.0));
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 5);
    QColor line = palette.mutedText;
    line.setAlpha(palette.dark ? 60 : 70);
    const QFontMetrics metrics(painter.font());
    const auto tell = [&](const QRectF& place, const QString& text) {
        QColor ground = groundsOf(palette).sea;
        ground.setAlpha(190);
        painter.fillRect(place, ground);
        painter.setPen(palette.mutedText);
        painter.drawText(place, Qt::AlignCenter, text);
    };
    const auto text = [&](double value, const char* positive, const char* negative) {
        return QString::number(std::abs(value), 'f', decimals) + QChar(0xB0) + (std::abs(value) < step / 2.0 ? QString() : QString::fromLatin1(value < 0.0 ? negative : positive));
    };
    painter.setRenderHint(QPainter::Antialiasing, false);
    std::vector<std::pair<QRectF, QString>> words;
    for (double longitude = std::ceil(box.west / step) * step; longitude <= box.east; longitude += step) {
        const double x = view.size.width() / 2.0 + (longitude - view.longitudeDegrees) * view.pxPerDegree;
        painter.setPen(line);
        painter.drawLine(QPointF(x, 0.0), QPointF(x, view.size.height()));
        const QString word = text(std::remainder(longitude, 360.0), "E", "W");
        const double wide = metrics.horizontalAdvance(word) + 6.0;
        if (x > 60.0 && x < view.size.width() - wide / 2.0) words.emplace_back(QRectF(x - wide / 2.0, 1.0, wide, metrics.height()), word);
    }
    for (double latitude = std::ceil(box.south / step) * step; latitude <= box.north; latitude += step) {
        const double y = view.size.height() / 2.0 - (MapView::northingOf(latitude) - view.northing) * view.pxPerDegree;
        painter.setPen(line);
        painter.drawLine(QPointF(0.0, y), QPointF(view.size.width(), y));
        const QString word = text(latitude, "N", "S");
        if (y > 2.0 * metrics.height() && y < view.size.height() - metrics.height()) words.emplace_back(QRectF(1.0, y - metrics.height() / 2.0, metrics.horizontalAdvance(word) + 6.0, metrics.height()), word);
    }
    for (const auto& [place, word] : words) tell(place, word);
}

}  // namespace

MapBase paintBase(const BaseRequest& request, const std::filesystem::path& folder, CoastCache& cache, const Progress& progress)
{
    MapBase out{request.view, QImage((request.view.size * request.devicePixelRatio).toSize(), QImage::Format_RGB32), {}};
    out.image.setDevicePixelRatio(request.devicePixelRatio);
    readCoast(request.view, folder, cache, progress);
    const Grounds grounds = groundsOf(request.palette);
    out.note = cache.note;
    out.image.fill(cache.note.empty() ? grounds.sea : request.palette.background);
    QPainter painter(&out.image);
    QFont font = painter.font();
    font.setPointSizeF(std::max(7.0, font.pointSizeF() * 0.85));
    painter.setFont(font);
    const QRectF frame(QPointF(-4, -4), request.view.size + QSizeF(8, 8));
    // Cells share borders, where smooth edges would leave seams.
    painter.setPen(Qt::NoPen);
    for (const ShoreLine& area : cache.coast.areas) {
        if (progress.cancelled()) return out;
        const QPolygonF polygon = onScreen(request.view, area.points);
        if (!polygon.boundingRect().intersects(frame)) continue;
        painter.setBrush(area.shore == Shore::Land || area.shore == Shore::Island ? grounds.land : grounds.sea);
        painter.drawPolygon(polygon);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const auto paintLine = [&](const std::vector<LonLat>& points) {
        const QPolygonF polyline = onScreen(request.view, points);
        if (polyline.boundingRect().intersects(frame)) painter.drawPolyline(polyline);
    };
    painter.setPen(QPen(grounds.shore, 0.9));
    for (const ShoreLine& line : cache.coast.lines) {
        if (progress.cancelled()) return out;
        paintLine(line.points);
    }
    for (const BorderLine& line : cache.coast.borders) {
        if (progress.cancelled()) return out;
        if (line.border == Border::Marine) continue;
        painter.setPen(QPen(grounds.border, line.border == Border::Nation ? 1.1 : 0.7, line.border == Border::Nation ? Qt::DashLine : Qt::DotLine));
        paintLine(line.points);
    }
    paintGraticule(painter, request.view, request.palette);
    return out;
}

MapBasePainter::MapBasePainter(QObject* parent) : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
    m_thread.setThreadPriority(QThread::LowPriority);
}

MapBasePainter::~MapBasePainter()
{
    m_progress.cancel();
    m_thread.waitForDone();
}

void MapBasePainter::setFolder(const std::filesystem::path& folder)
{
    m_folder = folder;
    m_progress.cancel();
    m_cache = std::make_shared<CoastCache>();  // the thread keeps its own until it is done
}

void MapBasePainter::ask(const BaseRequest& request)
{
    if (!m_running) return start(request);
    m_progress.cancel();
    m_next = request;
}

void MapBasePainter::start(const BaseRequest& request)
{
    m_running = true;
    m_progress = Progress();
    // The thread is waited for before this goes.
    m_thread.start([this, request, folder = m_folder, cache = m_cache, progress = m_progress] {
        MapBase base = paintBase(request, folder ? *folder : coastlineFolder(), *cache, progress);
        QMetaObject::invokeMethod(this, [this, base = std::move(base), progress] {
            m_running = false;
            if (m_next) {
                const BaseRequest next = *m_next;
                m_next.reset();
                start(next);
            }
            if (!progress.cancelled()) Q_EMIT painted(base);
        }, Qt::QueuedConnection);
    });
}

}  // namespace seisdesk
