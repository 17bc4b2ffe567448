#pragma once
// What lies under the symbols of a map: sea, land, lakes, shores and the graticule, painted on a worker.

#include "ui/map/map_view.h"
#include "ui/theme/palette.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <filesystem>
#include <memory>
#include <optional>

namespace seisdesk {

struct BaseRequest {
    MapView view;
    Palette palette;
    double devicePixelRatio = 1.0;
};

struct MapBase {
    MapView view;
    QImage image;
    std::string note;  ///< why there are no coastlines; empty where there are
};

/// Shores read last, and of which part of the world; a view inside takes them again.
struct CoastCache {
    std::optional<GeoBox> box;
    double widthDegrees = 0.0;
    Coastlines coast;
    std::string note;
};

/// Without `folder` or its files: the graticule alone.
MapBase paintBase(const BaseRequest& request, const std::filesystem::path& folder, CoastCache& cache, const Progress& progress);

/// The newest request wins; a running one is cancelled.
class MapBasePainter : public QObject {
    Q_OBJECT
public:
    explicit MapBasePainter(QObject* parent = nullptr);
    ~MapBasePainter() override;
    /// Where the shores are; coastlineFolder() unless something else is set.
    void setFolder(const std::filesystem::path& folder);
    void ask(const BaseRequest& request);
    bool busy() const { return m_running || m_next; }

Q_SIGNALS:
    void painted(const seisdesk::MapBase& base);

private:
    void start(const BaseRequest& request);
    QThreadPool m_thread;
    std::shared_ptr<CoastCache> m_cache = std::make_shared<CoastCache>();  ///< of the thread
    std::optional<std::filesystem::path> m_folder;
    std::optional<BaseRequest> m_next;
    bool m_running = false;
    Progress m_progress;
};

}  // namespace seisdesk
